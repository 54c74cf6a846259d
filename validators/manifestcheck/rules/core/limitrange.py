"""LimitRanges: bounds of resources and how they must fit each other."""

from __future__ import annotations

from manifestcheck.field import Key, Path, duplicate, forbidden, invalid, required
from manifestcheck.formats import qualified_name
from manifestcheck.quantity import MILLI, NANO, Quantity
from manifestcheck.rules.objectmeta import name_of
from manifestcheck.rules.resource_names import (
    is_overcommitted,
    validate_container_resource_name,
    validate_resource_name,
)
from manifestcheck.rules.values import Errors, Object, malformed, quantities
from manifestcheck.version import Version

_TYPES = frozenset({"Pod", "Container", "PersistentVolumeClaim"})
_BOUNDS = ("max", "min", "default", "defaultRequest", "maxLimitRequestRatio")
_DEFAULTS = ("default", "defaultRequest")
_ORDER = (
    ("min", "max", "min", "min value {} is greater than max value {}"),
    ("min", "defaultRequest", "defaultRequest", "min value {} is greater than default request value {}"),
    ("defaultRequest", "max", "defaultRequest", "default request value {} is greater than max value {}"),
    (
        "defaultRequest",
        "default",
        "defaultRequest",
        "default request value {} is greater than default limit value {}",
    ),
    ("min", "default", "default", "min value {} is greater than default value {}"),
    ("default", "max", "default", "default value {} is greater than max value {}"),
)
"""What may not be more than what, the bound that is blamed, and the server's words."""
_GENERATED_NAME = "00000000-0000-0000-0000-000000000000"
"""Stands for the random name that the server gives a nameless LimitRange."""
_MOST_MILLI = (2**63 - 1) // 1000

Amounts = dict[str, Quantity]
"""The bounds of one resource by their names."""


def default(limit_range: Object) -> None:
    """Give a name where there is none, and let a container's missing defaults follow from the bounds."""
    metadata = limit_range["metadata"] = limit_range.get("metadata") or {}
    metadata["name"] = name_of(metadata) or _GENERATED_NAME
    for limit in (limit_range.get("spec") or {}).get("limits") or ():
        if limit.get("type") == "Container":
            limits = (limit.get("max") or {}) | (limit.get("default") or {})
            requests = (limit.get("min") or {}) | limits | (limit.get("defaultRequest") or {})
            limit["default"], limit["defaultRequest"] = limits, requests


def validate(limit_range: Object, _version: Version) -> Errors:
    """Check a LimitRange."""
    types: set[str] = set()
    for index, limit in enumerate((limit_range.get("spec") or {}).get("limits") or ()):
        path: Path = ("spec", "limits", index)
        kind = limit.get("type") or ""
        yield from _validate_type(kind, (*path, "type"))
        if kind in types:
            yield duplicate((*path, "type"), kind)
        types.add(kind)
        yield from _validate_names(limit, kind, path)
        yield from _validate_bounds(limit, kind, path)


def _validate_type(kind: str, path: Path) -> Errors:
    breaches = qualified_name(kind)
    yield from malformed(path, kind, breaches)
    if not breaches and "/" not in kind and kind not in _TYPES:
        yield invalid(path, kind, "must be a standard limit type or fully qualified")


def _bounds_of(kind: str) -> tuple[str, ...]:
    return tuple(bound for bound in _BOUNDS if kind != "Pod" or bound not in _DEFAULTS)


def _validate_names(limit: Object, kind: str, path: Path) -> Errors:
    judge = validate_container_resource_name if kind in {"Pod", "Container"} else validate_resource_name
    for bound in _bounds_of(kind):
        for name in limit.get(bound) or ():
            yield from judge(name, (*path, bound, Key(name)))
    if kind == "Pod":
        for bound in _DEFAULTS:
            if limit.get(bound):
                yield forbidden((*path, bound), "may not be specified when `type` is 'Pod'")
    if kind == "PersistentVolumeClaim" and not any(
        "storage" in (limit.get(key) or ()) for key in _BOUNDS[:2]
    ):
        why = "either minimum or maximum storage value is required, but neither was provided"
        yield required((*path, "limits"), why)


def _validate_bounds(limit: Object, kind: str, path: Path) -> Errors:
    of_resources: dict[str, Amounts] = {}
    for bound in _bounds_of(kind):
        for name, amount in quantities(limit, bound):
            of_resources.setdefault(name, {})[bound] = amount
    for name, amounts in of_resources.items():
        yield from _validate_order(name, amounts, path)
        yield from _validate_ratio(name, amounts, path)
        low, high = amounts.get("defaultRequest"), amounts.get("default")
        if low and high and not is_overcommitted(name) and low.nanos != high.nanos:
            why = f"default value {high.text} must equal to defaultRequest value {low.text} in {name}"
            yield invalid((*path, "defaultRequest", Key(name)), low.text, why)


def _validate_order(name: str, amounts: Amounts, path: Path) -> Errors:
    for low, high, blamed, words in _ORDER:
        if low in amounts and high in amounts and amounts[low].nanos > amounts[high].nanos:
            shown = amounts[blamed if blamed != "default" else "min" if low == "min" else "max"]
            yield invalid(
                (*path, blamed, Key(name)), shown.text, words.format(amounts[low].text, amounts[high].text)
            )


def _validate_ratio(name: str, amounts: Amounts, path: Path) -> Errors:
    ratio, place = amounts.get("maxLimitRequestRatio"), (*path, "maxLimitRequestRatio", Key(name))
    if ratio is None:
        return
    if ratio.nanos < NANO:
        yield invalid(place, ratio.text, f"ratio {ratio.text} is less than 1")
    low, high = amounts.get("min"), amounts.get("max")
    if low and high and low.nanos > 0:
        unit = MILLI if all(one.nanos // NANO < _MOST_MILLI for one in (ratio, low, high)) else NANO
        most = -(-high.nanos // unit) / -(-low.nanos // unit)
        if ratio.nanos / NANO > most:
            yield invalid(place, ratio.text, f"ratio {ratio.text} is greater than max/min = {most:f}")
