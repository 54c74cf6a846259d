"""The metrics that a HorizontalPodAutoscaler follows, from five sources."""

from __future__ import annotations

from collections.abc import Callable

from manifestcheck.field import Path, forbidden, invalid, not_supported, required
from manifestcheck.formats import dns_label
from manifestcheck.quantity import quantity
from manifestcheck.rules.autoscaling.target import validate_described
from manifestcheck.rules.names import path_segment
from manifestcheck.rules.resource_names import validate_container_resource_name
from manifestcheck.rules.values import Errors, Object, malformed

_TARGETS = ("Utilization", "Value", "AverageValue")


def validate_metric(metric: Object, path: Path) -> Errors:
    """Check one metric: its type, and that its source and no other is there."""
    kind = metric.get("type") or ""
    if not kind:
        yield required((*path, "type"), "must specify a metric source type")
    if kind not in _TYPES:
        yield not_supported((*path, "type"), kind, _TYPES)
    present = [key for key, _ in _SOURCES if metric.get(key) is not None]
    for key, judge in _SOURCES:
        if key in present[:1]:
            yield from judge(metric[key], (*path, key))
    expected = f"{kind[:1].lower()}{kind[1:]}"
    if kind in _TYPES and expected not in present:
        yield required((*path, expected), "must populate information for the given metric source")
    if len(present) != 1:
        for key in present:
            if key != expected:
                yield forbidden((*path, key), "must populate the given metric source only")


def _validate_object(source: Object, path: Path) -> Errors:
    yield from validate_described(source.get("describedObject") or {}, (*path, "describedObject"))
    yield from _validate_name_and_target(source, path)
    target: Object = source.get("target") or {}
    if target.get("value") is None and target.get("averageValue") is None:
        yield required((*path, "target", "averageValue"), "must set either a target value or averageValue")


def _validate_external(source: Object, path: Path) -> Errors:
    yield from _validate_name_and_target(source, path)
    target: Object = source.get("target") or {}
    value, average = target.get("value"), target.get("averageValue")
    if value is None and average is None:
        why = "must set either a target value for metric or a per-pod target"
        yield required((*path, "target", "averageValue"), why)
    if value is not None and average is not None:
        why = "may not set both a target value for metric and a per-pod target"
        yield forbidden((*path, "target", "value"), why)


def _validate_pods(source: Object, path: Path) -> Errors:
    yield from _validate_name_and_target(source, path)
    if (source.get("target") or {}).get("averageValue") is None:
        yield required((*path, "target", "averageValue"), "must specify a positive target averageValue")


def _validate_container_resource(source: Object, path: Path) -> Errors:
    name, container = source.get("name") or "", source.get("container") or ""
    if name:
        yield from validate_container_resource_name(name, (*path, "name"))
    else:
        yield required((*path, "name"), "must specify a resource name")
    if container:
        yield from malformed((*path, "container"), container, dns_label(container))
    else:
        yield required((*path, "container"), "must specify a container")
    yield from _validate_utilization(source.get("target") or {}, (*path, "target"))


def _validate_resource(source: Object, path: Path) -> Errors:
    if not source.get("name"):
        yield required((*path, "name"), "must specify a resource name")
    yield from _validate_utilization(source.get("target") or {}, (*path, "target"))


def _validate_utilization(target: Object, path: Path) -> Errors:
    yield from _validate_target(target, path)
    share, average = target.get("averageUtilization"), target.get("averageValue")
    if share is None and average is None:
        why = "must set either a target raw value or a target utilization"
        yield required((*path, "averageUtilization"), why)
    if share is not None and average is not None:
        why = "may not set both a target raw value and a target utilization"
        yield forbidden((*path, "averageValue"), why)


def _validate_name_and_target(source: Object, path: Path) -> Errors:
    name, place = (source.get("metric") or {}).get("name") or "", (*path, "metric", "name")
    if name:
        yield from malformed(place, name, path_segment(name))
    else:
        yield required(place, "must specify a metric name")
    yield from _validate_target(source.get("target") or {}, (*path, "target"))


def _validate_target(target: Object, path: Path) -> Errors:
    kind = target.get("type") or ""
    if not kind:
        yield required((*path, "type"), "must specify a metric target type")
    if kind not in _TARGETS:
        yield invalid((*path, "type"), kind, "must be either Utilization, Value, or AverageValue")
    for key in ("value", "averageValue"):
        if target.get(key) is not None:
            amount = quantity(target[key])
            if amount.nanos <= 0:
                yield invalid((*path, key), amount.text, "must be positive")
    share = target.get("averageUtilization")
    if share is not None and share < 1:
        yield invalid((*path, "averageUtilization"), share, "must be greater than 0")


_SOURCES: tuple[tuple[str, Callable[[Object, Path], Errors]], ...] = (
    ("object", _validate_object),
    ("external", _validate_external),
    ("pods", _validate_pods),
    ("resource", _validate_resource),
    ("containerResource", _validate_container_resource),
)
"""In the server's order: only the first source that is there is looked into."""

_TYPES = tuple(sorted(f"{key[0].upper()}{key[1:]}" for key, _ in _SOURCES))
