"""ResourceQuotas: what they limit and the scopes that they apply to."""

from __future__ import annotations

from manifestcheck.field import Key, Path, invalid, required
from manifestcheck.rules.resource_names import (
    is_of_quotas,
    validate_quota_resource_name,
    validate_resource_amount,
)
from manifestcheck.rules.values import Errors, Object, quantities
from manifestcheck.version import Version

_SPEC: Path = ("spec",)
_OF_PODS = frozenset(
    {"pods", "cpu", "memory", "limits.cpu", "limits.memory", "requests.cpu", "requests.memory"}
)
_RESOURCES_OF_SCOPES = {
    "Terminating": _OF_PODS,
    "NotTerminating": _OF_PODS,
    "NotBestEffort": _OF_PODS,
    "PriorityClass": _OF_PODS,
    "CrossNamespacePodAffinity": _OF_PODS,
    "BestEffort": frozenset({"pods"}),
    "VolumeAttributesClass": frozenset({"persistentvolumeclaims", "requests.storage"}),
}
_CONFLICTS = ({"BestEffort", "NotBestEffort"}, {"Terminating", "NotTerminating"})
_ONLY_EXISTS = frozenset(
    {"BestEffort", "NotBestEffort", "Terminating", "NotTerminating", "CrossNamespacePodAffinity"}
)
_MUST_EXIST = (
    "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, "
    "ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or "
    "ResourceQuotaScopeCrossNamespacePodAffinity"
)
_NEEDS_VALUES = "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector"
_NO_VALUES = "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector"


def validate(quota: Object, _version: Version) -> Errors:
    """Check a ResourceQuota."""
    spec = quota.get("spec") or {}
    for name, amount in quantities(spec, "hard"):
        path: Path = (*_SPEC, "hard", Key(name))
        yield from validate_quota_resource_name(name, path)
        yield from validate_resource_amount(name, amount, path)
    yield from _validate_scopes(spec)
    yield from _validate_selector(spec)


def _validate_scopes(spec: Object) -> Errors:
    scopes, path = spec.get("scopes") or [], (*_SPEC, "scopes")
    for scope in scopes:
        if scope not in _RESOURCES_OF_SCOPES:
            yield invalid(path, scopes, "unsupported scope")
        for _ in _unfit(scope, spec):
            yield invalid(path, scopes, "unsupported scope applied to resource")
    for conflict in _CONFLICTS:
        if conflict <= set(scopes):
            yield invalid(path, scopes, "conflicting scopes")


def _unfit(scope: str, spec: Object) -> list[str]:
    """Return the limited resources that a scope has nothing to do with."""
    fit = _RESOURCES_OF_SCOPES.get(scope)
    return [name for name in spec.get("hard") or () if fit and is_of_quotas(name) and name not in fit]


def _validate_selector(spec: Object) -> Errors:
    selector = spec.get("scopeSelector") or {}
    path: Path = (*_SPEC, "scopeSelector", "matchExpressions")
    requirements = selector.get("matchExpressions") or ()
    for requirement in requirements:
        scope = requirement.get("scopeName", "")
        if scope not in _RESOURCES_OF_SCOPES:
            yield invalid((*path, "scopeName"), scope, "unsupported scope")
        for _ in _unfit(scope, spec):
            yield invalid(path, selector, "unsupported scope applied to resource")
        yield from _validate_operator(requirement, path)
    scopes = {requirement.get("scopeName") for requirement in requirements}
    for conflict in _CONFLICTS:
        if conflict <= scopes:
            yield invalid(path, spec.get("scopes"), "conflicting scopes")


def _validate_operator(requirement: Object, path: Path) -> Errors:
    operator, values = requirement.get("operator", ""), requirement.get("values") or []
    if requirement.get("scopeName") in _ONLY_EXISTS and operator != "Exists":
        yield invalid((*path, "operator"), operator, _MUST_EXIST)
    if operator in {"In", "NotIn"}:
        if not values:
            yield required((*path, "values"), _NEEDS_VALUES)
    elif operator in {"Exists", "DoesNotExist"}:
        if values:
            yield invalid((*path, "values"), values, _NO_VALUES)
    else:
        yield invalid((*path, "operator"), operator, "not a valid selector operator")
