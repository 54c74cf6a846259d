"""HorizontalPodAutoscalers of both versions: what they scale, between which numbers and how fast."""

from __future__ import annotations

from manifestcheck.field import Path, invalid, not_supported, required
from manifestcheck.quantity import quantity
from manifestcheck.rules.autoscaling.metrics import validate_metric
from manifestcheck.rules.autoscaling.target import validate_target
from manifestcheck.rules.values import (
    NOT_POSITIVE,
    Errors,
    Object,
    not_negative_quantity,
    one_of,
)
from manifestcheck.version import Version

_SPEC: Path = ("spec",)
_SELECT_POLICIES = ("Disabled", "Max", "Min")
_POLICY_TYPES = ("Percent", "Pods")
_MOST_WINDOW = 3600
_MOST_PERIOD = 1800


def default(autoscaler: Object) -> None:
    """Fill in what the server does before it validates."""
    autoscaler.setdefault("spec", {}).setdefault("minReplicas", 1)


def validate_v1(autoscaler: Object, version: Version) -> Errors:
    """Check an autoscaler of version 1, whose one metric the server converts."""
    spec = autoscaler["spec"]
    yield from _validate_replicas(spec)
    yield from validate_target(spec.get("scaleTargetRef") or {}, (*_SPEC, "scaleTargetRef"), version)
    share = spec.get("targetCPUUtilizationPercentage")
    if share is not None:
        target = {"type": "Utilization", "averageUtilization": share}
        metric = {"type": "Resource", "resource": {"name": "cpu", "target": target}}
        yield from validate_metric(metric, (*_SPEC, "metrics", 0))


def validate(autoscaler: Object, version: Version) -> Errors:
    """Check an autoscaler of version 2."""
    spec = autoscaler["spec"]
    yield from _validate_replicas(spec)
    yield from validate_target(spec.get("scaleTargetRef") or {}, (*_SPEC, "scaleTargetRef"), version)
    for index, metric in enumerate(spec.get("metrics") or ()):
        yield from validate_metric(metric, (*_SPEC, "metrics", index))
    for direction in ("scaleUp", "scaleDown"):
        rules = (spec.get("behavior") or {}).get(direction)
        if rules is not None:
            yield from _validate_rules(rules, (*_SPEC, "behavior", direction))


def _validate_replicas(spec: Object) -> Errors:
    least, most = spec["minReplicas"], spec.get("maxReplicas", 0)
    if least < 1:
        yield invalid((*_SPEC, "minReplicas"), least, "must be greater than or equal to 1")
    if most < 1:
        yield required((*_SPEC, "maxReplicas"), "must be set and greater than 0")
    if most < least:
        why = "must be greater than or equal to `minReplicas`"
        yield invalid((*_SPEC, "maxReplicas"), most, why)


def _validate_rules(rules: Object, path: Path) -> Errors:
    window, place = rules.get("stabilizationWindowSeconds", 0), (*path, "stabilizationWindowSeconds")
    if window < 0:
        yield invalid(place, window, "must be greater than or equal to zero")
    if window > _MOST_WINDOW:
        yield invalid(place, window, f"must be less than or equal to {_MOST_WINDOW}")
    yield from one_of(rules, "selectPolicy", path, _SELECT_POLICIES)
    policies = rules.get("policies")
    if policies is not None and not policies:
        yield required((*path, "policies"), "must specify at least one Policy")
    for index, policy in enumerate(policies or ()):
        yield from _validate_policy(policy, (*path, "policies", index))
    if rules.get("tolerance") is not None:
        yield from not_negative_quantity((*path, "tolerance"), quantity(rules["tolerance"]))


def _validate_policy(policy: Object, path: Path) -> Errors:
    kind = policy.get("type") or ""
    if kind not in _POLICY_TYPES:
        yield not_supported((*path, "type"), kind, _POLICY_TYPES)
    for key in ("value", "periodSeconds"):
        if policy.get(key, 0) <= 0:
            yield invalid((*path, key), policy.get(key, 0), NOT_POSITIVE)
    if policy.get("periodSeconds", 0) > _MOST_PERIOD:
        why = f"must be less than or equal to {_MOST_PERIOD}"
        yield invalid((*path, "periodSeconds"), policy["periodSeconds"], why)
