"""How pods are to be spread over the parts of a cluster."""

from __future__ import annotations

from manifestcheck.field import Path, duplicate, invalid, not_supported, required
from manifestcheck.rules.labels import Labels, validate_selector
from manifestcheck.rules.pod.pod_affinity import validate_keys_are_new, validate_label_keys
from manifestcheck.rules.values import NOT_POSITIVE, Errors, Object, one_of
from manifestcheck.version import Version

MERGED_KEYS_FROM = Version(1, 34)
"""The version that writes `matchLabelKeys` into the selector."""

_ACTIONS = ("DoNotSchedule", "ScheduleAnyway")
_POLICIES = ("Honor", "Ignore")


def validate_spread(constraints: list[Object], path: Path, labels: Labels, version: Version) -> Errors:
    """Check constraints one by one and against the ones after them; `labels` are those of the pod itself."""
    for index, constraint in enumerate(constraints):
        place: Path = (*path, index)
        yield from _validate_constraint(constraint, place)
        yield from _validate_different(constraint, constraints[index + 1 :], place)
        selector, keys = constraint.get("labelSelector"), constraint.get("matchLabelKeys") or []
        yield from validate_label_keys(keys, (*place, "matchLabelKeys"), selector)
        if version >= MERGED_KEYS_FROM:
            yield from validate_keys_are_new(keys, place, selector, labels)
        if selector is not None:
            yield from validate_selector(selector, (*place, "labelSelector"))


def _validate_constraint(constraint: Object, path: Path) -> Errors:
    skew, action = constraint.get("maxSkew", 0), constraint.get("whenUnsatisfiable", "")
    if skew <= 0:
        yield invalid((*path, "maxSkew"), skew, NOT_POSITIVE)
    if not constraint.get("topologyKey"):
        yield required((*path, "topologyKey"), "can not be empty")
    if action not in _ACTIONS:
        yield not_supported((*path, "whenUnsatisfiable"), action, _ACTIONS)
    if "minDomains" in constraint:
        yield from _validate_domains(constraint["minDomains"], action, (*path, "minDomains"))
    yield from one_of(constraint, "nodeAffinityPolicy", path, _POLICIES)
    yield from one_of(constraint, "nodeTaintsPolicy", path, _POLICIES)


def _validate_domains(least: int, action: str, path: Path) -> Errors:
    if least <= 0:
        yield invalid(path, least, NOT_POSITIVE)
    if action != "DoNotSchedule":
        why = f"can only use minDomains if whenUnsatisfiable=DoNotSchedule, not {action}"
        yield invalid(path, least, why)


def _validate_different(constraint: Object, others: list[Object], path: Path) -> Errors:
    """Check that the pair of key and action is there once."""
    pair = constraint.get("topologyKey", ""), constraint.get("whenUnsatisfiable", "")
    if any((one.get("topologyKey", ""), one.get("whenUnsatisfiable", "")) == pair for one in others):
        yield duplicate((*path, "{topologyKey, whenUnsatisfiable}"), f"{{{pair[0]}, {pair[1]}}}")
