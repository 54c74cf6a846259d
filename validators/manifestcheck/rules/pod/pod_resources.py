"""Requests and limits of a whole pod, which hold against the sum of its containers."""

from __future__ import annotations

from collections.abc import Iterable

from manifestcheck.field import Key, Path, forbidden, invalid, not_supported
from manifestcheck.quantity import Quantity, total
from manifestcheck.rules.pod.resources import (
    HUGE_PAGES,
    Amounts,
    amounts,
    validate_claims,
    validate_resources,
)
from manifestcheck.rules.resource_names import is_overcommitted, validate_resource_name
from manifestcheck.rules.values import Errors, Object
from manifestcheck.version import Version

POD_RESOURCES_FROM = Version(1, 34)
"""The version that reads `resources` of a pod without a feature gate."""

_SUPPORTED = ("cpu", "hugepages-", "memory")


def is_of_pods(name: str) -> bool:
    """Tell whether a resource can be given to a pod as a whole."""
    return name in {"cpu", "memory"} or name.startswith(HUGE_PAGES)


def validate_pod_resources(spec: Object, path: Path, claims: tuple[str, ...]) -> Errors:
    """Check the pod's own resources."""
    resources = spec["resources"]
    if (spec.get("os") or {}).get("name") == "windows":
        yield forbidden(path, "may not be set for a windows pod")
    yield from validate_resources(resources, path, _validate_name)
    if resources.get("claims"):
        yield from validate_claims(resources["claims"], (*path, "claims"), claims)
        yield forbidden((*path, "claims"), "claims may not be set for Resources at pod-level")
    yield from _validate_requests(spec, resources, (*path, "requests"))
    yield from _validate_limits(spec, resources, path)


def _validate_name(name: str, path: Path) -> Errors:
    errors = list(validate_resource_name(name, path))
    yield from errors
    if not errors and not is_of_pods(name):
        yield not_supported(path, name, _SUPPORTED)


def _validate_requests(spec: Object, resources: Object, path: Path) -> Errors:
    own = amounts(resources, "requests")
    for name, needed in aggregate(spec, "requests").items():
        if name in own and needed.nanos > own[name].nanos:
            why = f"must be greater than or equal to aggregate container requests of {needed.text}"
            yield invalid((*path, Key(name)), own[name].text, why)


def _validate_limits(spec: Object, resources: Object, path: Path) -> Errors:
    own = amounts(resources, "limits")
    for name, needed in aggregate(spec, "limits").items():
        if name.startswith(HUGE_PAGES) and name in own and needed.nanos > own[name].nanos:
            why = f"must be greater than or equal to aggregate container limits of {needed.text}"
            yield invalid((*path, "limits", Key(name)), own[name].text, why)
    for index, container in enumerate(spec.get("containers") or ()):
        for name, limit in amounts(container.get("resources") or {}, "limits").items():
            if name in own and limit.nanos > own[name].nanos:
                why = f"must be less than or equal to pod limits of {own[name].text}"
                yield invalid((*path, "containers", index, Key(name), "limits"), limit.text, why)


def aggregate(spec: Object, key: str) -> Amounts:
    """Add up what containers ask for: the running ones with the sidecars, or the largest step before them."""
    running = [_of(container, key) for container in spec.get("containers") or ()]
    sidecars: list[Amounts] = []
    most: list[Amounts] = []
    for container in spec.get("initContainers") or ():
        own = _of(container, key)
        if container.get("restartPolicy") == "Always":
            sidecars.append(own)
            most.append(_sum(sidecars))
        else:
            most.append(_sum([own, *sidecars]))
    return _largest([_sum([*running, *sidecars]), *most])


def _of(container: Object, key: str) -> Amounts:
    return amounts(container.get("resources") or {}, key)


def _sum(parts: Iterable[Amounts]) -> Amounts:
    listed: dict[str, list[Quantity]] = {}
    for part in parts:
        for name, amount in part.items():
            listed.setdefault(name, []).append(amount)
    return {name: total(each) for name, each in listed.items()}


def _largest(parts: Iterable[Amounts]) -> Amounts:
    found: Amounts = {}
    for part in parts:
        for name, amount in part.items():
            if name not in found or amount.nanos > found[name].nanos:
                found[name] = amount
    return found


def default_pod_requests(spec: Object) -> None:
    """Let a pod with resources of its own request what its containers do, or else its limits."""
    resources = spec.get("resources")
    if not resources:
        return
    requests = resources.get("requests") or {}
    needed = {
        name: amount.text
        for name, amount in aggregate(spec, "requests").items()
        if is_of_pods(name) and is_overcommitted(name)
    }
    limits = {name: value for name, value in (resources.get("limits") or {}).items() if is_of_pods(name)}
    if filled := {**limits, **needed, **requests}:
        resources["requests"] = filled
