"""Where a Service's traffic may go: its internal, external and topological policies."""

from __future__ import annotations

from manifestcheck.field import Path, invalid, not_supported
from manifestcheck.formats import port_number
from manifestcheck.rules.values import Errors, Object, malformed, one_of
from manifestcheck.version import Version

_SPEC: Path = ("spec",)
_POLICIES = ("Cluster", "Local")
_DISTRIBUTIONS = ("PreferClose", "PreferSameZone", "PreferSameNode")
_ALL_DISTRIBUTIONS_FROM = Version(1, 34)
_ONLY_LOCAL = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'"


def validate_traffic(spec: Object, version: Version) -> Errors:
    """Check the traffic policies of a Service."""
    yield from _validate_external(spec)
    yield from _validate_health_check(spec)
    yield from one_of(spec, "internalTrafficPolicy", _SPEC, _POLICIES)
    known = _DISTRIBUTIONS if version >= _ALL_DISTRIBUTIONS_FROM else _DISTRIBUTIONS[:1]
    yield from one_of(spec, "trafficDistribution", _SPEC, known)


def _validate_external(spec: Object) -> Errors:
    policy, path = spec.get("externalTrafficPolicy"), (*_SPEC, "externalTrafficPolicy")
    if policy and not _is_externally_accessible(spec):
        yield invalid(path, policy, "may only be set for externally-accessible services")
    elif policy and policy not in _POLICIES:
        yield not_supported(path, policy, _POLICIES)


def _is_externally_accessible(spec: Object) -> bool:
    by_type = spec["type"] in {"LoadBalancer", "NodePort"}
    return by_type or (spec["type"] == "ClusterIP" and bool(spec.get("externalIPs")))


def _validate_health_check(spec: Object) -> Errors:
    port, path = spec.get("healthCheckNodePort"), (*_SPEC, "healthCheckNodePort")
    if not port:
        return
    if spec["type"] == "LoadBalancer" and spec.get("externalTrafficPolicy") == "Local":
        yield from malformed(path, port, port_number(port))
    else:
        yield invalid(path, port, _ONLY_LOCAL)
