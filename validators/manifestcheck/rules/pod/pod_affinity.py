"""Which other pods a pod wants near, and which it wants far."""

from __future__ import annotations

from manifestcheck.field import Path, forbidden, invalid, required
from manifestcheck.formats import dns_label, qualified_name
from manifestcheck.rules.labels import Labels, validate_selector
from manifestcheck.rules.pod.node_affinity import PREFERRED, REQUIRED, validate_weight
from manifestcheck.rules.values import Errors, Object, malformed
from manifestcheck.version import Version

LABEL_KEYS_FROM = Version(1, 31)
"""The version that reads `matchLabelKeys` of pods' affinity without a feature gate, and its opposite."""

_MATCH, _MISMATCH = "matchLabelKeys", "mismatchLabelKeys"


def validate_pod_affinity(affinity: Object, path: Path, labels: Labels, version: Version) -> Errors:
    """Check required and preferred neighbours; `labels` are those of the pod itself."""
    for index, term in enumerate(affinity.get(REQUIRED) or ()):
        yield from _validate_term(term, (*path, REQUIRED, index), labels, version)
    for index, weighted in enumerate(affinity.get(PREFERRED) or ()):
        place: Path = (*path, PREFERRED, index)
        yield from validate_weight(weighted, place)
        term = weighted.get("podAffinityTerm") or {}
        yield from _validate_term(term, (*place, "podAffinityTerm"), labels, version)


def _validate_term(term: Object, path: Path, labels: Labels, version: Version) -> Errors:
    for key in ("labelSelector", "namespaceSelector"):
        if key in term:
            yield from validate_selector(term[key], (*path, key))
    for namespace in term.get("namespaces") or ():
        yield from malformed((*path, "namespace"), namespace, dns_label(namespace))
    if version >= LABEL_KEYS_FROM and (_MATCH in term or _MISMATCH in term):
        yield from _validate_keys(term, path, labels)
    topology = term.get("topologyKey", "")
    if not topology:
        yield required((*path, "topologyKey"), "can not be empty")
    yield from malformed((*path, "topologyKey"), topology, qualified_name(topology))


def _validate_keys(term: Object, path: Path, labels: Labels) -> Errors:
    selector = term.get("labelSelector")
    matched, mismatched = term.get(_MATCH) or [], term.get(_MISMATCH) or []
    for key, listed in ((_MATCH, matched), (_MISMATCH, mismatched)):
        yield from validate_label_keys(listed, (*path, key), selector)
    for index, key in enumerate(matched):
        if key in mismatched:
            why = "exists in both matchLabelKeys and mismatchLabelKeys"
            yield invalid((*path, _MATCH, index), key, why)
    yield from validate_keys_are_new(matched, path, selector, labels)


def validate_label_keys(keys: list[str], path: Path, selector: Object | None) -> Errors:
    """Check label keys that add to a selector, without which they mean nothing."""
    if keys and selector is None:
        yield forbidden(path, "must not be specified when labelSelector is not set")
        return
    for index, key in enumerate(keys):
        yield from malformed((*path, index), key, qualified_name(key))


def validate_keys_are_new(keys: list[str], path: Path, selector: Object | None, labels: Labels) -> Errors:
    """Check that no key is in the selector already.

    Before it looks, the server writes the keys that the pod has as labels into the selector, so that each of
    them may be there once.
    """
    for index, key in enumerate(keys):
        given = sum(one.get("key") == key for one in (selector or {}).get("matchExpressions") or ())
        for _ in range(given + (key in labels) - 1):
            yield invalid((*path, index), key, "exists in both matchLabelKeys and labelSelector")
