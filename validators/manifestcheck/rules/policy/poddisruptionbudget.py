"""PodDisruptionBudgets: how many pods must stay or may go."""

from __future__ import annotations

from manifestcheck.field import Path, invalid
from manifestcheck.rules.labels import validate_selector
from manifestcheck.rules.values import Errors, Object, at_most_all, count_or_percent, one_of
from manifestcheck.version import Version

_SPEC: Path = ("spec",)
_EVICTION_POLICIES = ("AlwaysAllow", "IfHealthyBudget")
_SHARES = ("minAvailable", "maxUnavailable")


def validate(budget: Object, _version: Version) -> Errors:
    """Check a PodDisruptionBudget."""
    spec = budget.get("spec") or {}
    if all(spec.get(key) is not None for key in _SHARES):
        yield invalid(_SPEC, spec, "minAvailable and maxUnavailable cannot be both set")
    for key in _SHARES:
        if spec.get(key) is not None:
            yield from count_or_percent((*_SPEC, key), spec[key])
            yield from at_most_all((*_SPEC, key), spec[key])
    yield from validate_selector(spec.get("selector") or {}, (*_SPEC, "selector"))
    yield from one_of(spec, "unhealthyPodEvictionPolicy", _SPEC, _EVICTION_POLICIES)
