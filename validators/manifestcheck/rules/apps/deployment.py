"""Deployments: the strategy of their updates, and the ReplicaSets that they make."""

from __future__ import annotations

import re

from manifestcheck.field import Path, forbidden, invalid, not_supported
from manifestcheck.formats import NEGATIVE
from manifestcheck.rules.apps import replicaset
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
_STRATEGY: Path = (*_SPEC, "strategy")
_STRATEGIES = ("Recreate", "RollingUpdate")
_SHARE = "25%"
_ROLLBACK = "deprecated.deployment.rollback.to"
_is_negative = re.compile("-0{0,9}[1-9][0-9]{0,18}").fullmatch
_DEADLINE = 600


def default(deployment: Object) -> None:
    """Fill in what the server does before it validates."""
    replicaset.default(deployment)
    spec = deployment["spec"]
    spec.setdefault("progressDeadlineSeconds", _DEADLINE)
    strategy = spec.setdefault("strategy", {})
    strategy["type"] = strategy.get("type") or "RollingUpdate"
    if strategy["type"] == "RollingUpdate" or "rollingUpdate" in strategy:
        rolling = strategy.setdefault("rollingUpdate", {})
        rolling.setdefault("maxUnavailable", _SHARE)
        rolling.setdefault("maxSurge", _SHARE)


def validate(deployment: Object, version: Version) -> Errors:
    """Check a Deployment."""
    spec = deployment["spec"]
    yield from not_negative(spec, _SPEC, "replicas")
    yield from replicaset.validate_selected_template(spec, version)
    yield from _validate_strategy(spec["strategy"])
    yield from not_negative(spec, _SPEC, "minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds")
    yield from _validate_rollback((deployment.get("metadata") or {}).get("annotations") or {})
    deadline = spec["progressDeadlineSeconds"]
    if deadline <= spec.get("minReadySeconds", 0):
        yield invalid((*_SPEC, "progressDeadlineSeconds"), deadline, "must be greater than minReadySeconds")


def _validate_rollback(annotations: dict[str, str]) -> Errors:
    """Check the annotation in which a field of the first versions lives on."""
    revision = annotations.get(_ROLLBACK, "")
    if _is_negative(revision):
        yield invalid((*_SPEC, "rollback", "version"), int(revision), NEGATIVE)


def _validate_strategy(strategy: Object) -> Errors:
    rolling: Object | None = strategy.get("rollingUpdate")
    if strategy["type"] == "Recreate":
        if rolling is not None:
            why = "may not be specified when strategy `type` is 'Recreate'"
            yield forbidden((*_STRATEGY, "rollingUpdate"), why)
    elif strategy["type"] in _STRATEGIES:
        yield from _validate_rolling(rolling or {}, (*_STRATEGY, "rollingUpdate"))
    else:
        shares = rolling and {"MaxUnavailable": rolling["maxUnavailable"], "MaxSurge": rolling["maxSurge"]}
        yield not_supported(_STRATEGY, {"Type": strategy["type"], "RollingUpdate": shares}, _STRATEGIES)


def _validate_rolling(rolling: Object, path: Path) -> Errors:
    unavailable, surge = rolling["maxUnavailable"], rolling["maxSurge"]
    yield from count_or_percent((*path, "maxUnavailable"), unavailable)
    yield from count_or_percent((*path, "maxSurge"), surge)
    if not amount_of(unavailable) and not amount_of(surge):
        yield invalid((*path, "maxUnavailable"), unavailable, "may not be 0 when `maxSurge` is 0")
    yield from at_most_all((*path, "maxUnavailable"), unavailable)
