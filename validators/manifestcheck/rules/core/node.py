"""Nodes: taints, address ranges for pods, capacity, and an annotation of old."""

from __future__ import annotations

import json

from manifestcheck import addresses
from manifestcheck.field import ErrorType, FieldError, Path, duplicate, invalid, not_supported, required
from manifestcheck.formats import label_value, qualified_name
from manifestcheck.rules.resource_names import validate_resource_amount
from manifestcheck.rules.values import Errors, Object, malformed, quantities
from manifestcheck.version import Version

_EFFECTS = ("NoSchedule", "PreferNoSchedule", "NoExecute")
_AVOID = "scheduler.alpha.kubernetes.io/preferAvoidPods"
_POD_CIDRS: Path = ("spec", "podCIDRs")
_MOST_POD_CIDRS = 2


def default(node: Object) -> None:
    """Let the older, single address range stand in the newer list."""
    spec = node.get("spec") or {}
    first = spec.get("podCIDR")
    if first and (spec.get("podCIDRs") or [""])[0] != first:
        spec["podCIDRs"] = [first]


def validate(node: Object, version: Version) -> Errors:
    """Check a Node."""
    spec, status = node.get("spec") or {}, node.get("status") or {}
    yield from _validate_avoided(node.get("metadata", {}).get("annotations") or {})
    yield from _validate_taints(spec.get("taints") or [])
    for key in ("capacity", "allocatable"):
        for name, amount in quantities(status, key):
            yield from validate_resource_amount(name, amount, ("status", key, name))
    yield from _validate_pod_cidrs(spec.get("podCIDRs") or [], version)


def _validate_taints(taints: list[Object]) -> Errors:
    seen: set[tuple[str, str]] = set()
    for index, taint in enumerate(taints):
        path: Path = ("metadata", "taints", index)
        key, value, effect = (taint.get(one) or "" for one in ("key", "value", "effect"))
        yield from malformed((*path, "key"), key, qualified_name(key))
        breaches = label_value(value)
        if breaches:
            yield invalid((*path, "value"), value, ";".join(breaches))
        if not effect:
            yield required((*path, "effect"))
        elif effect not in _EFFECTS:
            yield not_supported((*path, "effect"), effect, _EFFECTS)
        if (key, effect) in seen:
            yield _repeated(path, key, value, effect)
        seen.add((key, effect))


def _repeated(path: Path, key: str, value: str, effect: str) -> FieldError:
    taint = {"Key": key, "Value": value, "Effect": effect, "TimeAdded": None}
    detail = duplicate(path, taint).detail
    return FieldError(ErrorType.DUPLICATE, path, f"{detail}: taints must be unique by key and effect pair")


def _validate_pod_cidrs(ranges: list[str], version: Version) -> Errors:
    for index, value in enumerate(ranges):
        yield from malformed((*_POD_CIDRS, index), value, addresses.cidr(value, version))
    if len(ranges) < _MOST_POD_CIDRS:
        return
    parsed = [addresses.parsed_cidr(value) for value in ranges]
    families = {address.version for address, _ in filter(None, parsed)}
    if None not in parsed and (len(families) == 1 or len(ranges) > _MOST_POD_CIDRS):
        yield invalid(_POD_CIDRS, ranges, "may specify no more than one CIDR for each IP family")


def _validate_avoided(annotations: dict[str, str]) -> Errors:
    path: Path = ("metadata", "annotations", _AVOID)
    if not annotations.get(_AVOID):
        return
    try:
        entries = json.loads(annotations[_AVOID]).get("preferAvoidPods") or ()
        controllers = [(entry.get("podSignature") or {}).get("podController") for entry in entries]
    except (ValueError, AttributeError, TypeError, RecursionError) as error:
        yield invalid(("metadata", "annotations", "AvoidPods"), _AVOID, str(error))
        return
    for index, controller in enumerate(controllers):
        place: Path = (*path, index, "PodSignature")
        if controller is None:
            yield required(place)
        elif isinstance(controller, dict) and not controller.get("controller"):
            yield invalid((*place, "PodController", "Controller"), False, "must point to a controller")  # noqa: FBT003 - the value that the server shows
