"""DaemonSets: their selector, template and the strategy of their updates."""

from __future__ import annotations

from manifestcheck.field import Path, invalid, not_supported, required
from manifestcheck.rules.labels import is_usable
from manifestcheck.rules.template import (
    default_template,
    validate_fit,
    validate_lasting,
    validate_required_selector,
    validate_template,
)
from manifestcheck.rules.values import (
    Errors,
    Object,
    amount_of,
    at_most_all,
    count_or_percent,
    not_negative,
)
from manifestcheck.version import Version

_SPEC: Path = ("spec",)
_STRATEGY: Path = (*_SPEC, "updateStrategy")
_STRATEGIES = ("OnDelete", "RollingUpdate")
_SHARES = ("maxUnavailable", "maxSurge")


def default(daemon_set: Object) -> None:
    """Fill in what the server does before it validates."""
    spec = daemon_set.setdefault("spec", {})
    default_template(spec.setdefault("template", {}))
    strategy = spec.setdefault("updateStrategy", {})
    strategy["type"] = strategy.get("type") or "RollingUpdate"
    if strategy["type"] == "RollingUpdate":
        rolling = strategy.setdefault("rollingUpdate", {})
        rolling.setdefault("maxUnavailable", 1)
        rolling.setdefault("maxSurge", 0)


def validate(daemon_set: Object, version: Version) -> Errors:
    """Check a DaemonSet."""
    spec = daemon_set["spec"]
    selector, template, path = spec.get("selector"), spec["template"], (*_SPEC, "template")
    if selector is None or is_usable(selector):
        yield from validate_fit(selector, template, path)
    if selector is not None:
        yield from validate_required_selector(selector, (*_SPEC, "selector"), "daemonset")
    yield from validate_template(template, path, version)
    yield from validate_lasting(template, path, "DaemonSet")
    yield from not_negative(spec, _SPEC, "minReadySeconds", "revisionHistoryLimit")
    yield from _validate_strategy(spec["updateStrategy"])


def _validate_strategy(strategy: Object) -> Errors:
    if strategy["type"] == "RollingUpdate":
        yield from _validate_rolling(strategy["rollingUpdate"], (*_STRATEGY, "rollingUpdate"))
    elif strategy["type"] not in _STRATEGIES:
        shown = {"Type": strategy["type"], "RollingUpdate": strategy.get("rollingUpdate")}
        yield not_supported(_STRATEGY, shown, _STRATEGIES)


def _validate_rolling(rolling: Object, path: Path) -> Errors:
    for key in _SHARES:
        yield from count_or_percent((*path, key), rolling[key])
    for key in _SHARES:
        yield from at_most_all((*path, key), rolling[key])
    unavailable, surge = (amount_of(rolling[key]) for key in _SHARES)
    if unavailable and surge:
        why = "may not be set when maxUnavailable is non-zero"
        yield invalid((*path, "maxSurge"), rolling["maxSurge"], why)
    elif not unavailable and not surge:
        yield required((*path, "maxUnavailable"), "cannot be 0 when maxSurge is 0")
