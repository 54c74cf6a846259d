"""The pod failure policy of a Job: what to do about which failures."""

from __future__ import annotations

from manifestcheck.field import (
    ErrorType,
    FieldError,
    Path,
    duplicate,
    invalid,
    not_supported,
    required,
    too_many,
)
from manifestcheck.formats import qualified_name
from manifestcheck.rules.values import Errors, Object, malformed

_ACTIONS = ("Count", "FailIndex", "FailJob", "Ignore")
_OPERATORS = ("In", "NotIn")
_STATUSES = ("False", "True", "Unknown")
_MOST_RULES = 20
_MOST_CODES = 255
_MOST_PATTERNS = 20
_UNKNOWN_CONTAINER = "must be one of the container or initContainer names in the pod template"


def default_failure_policy(spec: Object) -> None:
    """Let the conditions of a policy ask for the status that they mostly have."""
    for rule in (spec.get("podFailurePolicy") or {}).get("rules") or ():
        for pattern in rule.get("onPodConditions") or ():
            pattern["status"] = pattern.get("status") or "True"


def validate_failure_policy(spec: Object, path: Path) -> Errors:
    """Check the pod failure policy of a Job."""
    rules = spec["podFailurePolicy"].get("rules") or ()
    if len(rules) > _MOST_RULES:
        yield too_many((*path, "rules"), len(rules), _MOST_RULES)
    for index, rule in enumerate(rules):
        yield from _validate_rule(rule, spec, (*path, "rules", index))


def _validate_rule(rule: Object, spec: Object, path: Path) -> Errors:
    yield from _validate_action(rule.get("action") or "", spec, (*path, "action"))
    codes, conditions = rule.get("onExitCodes"), rule.get("onPodConditions") or []
    if codes is not None:
        yield from _validate_codes(codes, _container_names(spec), (*path, "onExitCodes"))
    yield from _validate_conditions(conditions, (*path, "onPodConditions"))
    if codes is not None and conditions:
        yield _whole(path, "specifying both OnExitCodes and OnPodConditions is not supported")
    if codes is None and not conditions:
        yield _whole(path, "specifying one of OnExitCodes and OnPodConditions is required")


def _whole(path: Path, why: str) -> FieldError:
    """Blame a rule as a whole: the server leaves out its value."""
    return FieldError(ErrorType.INVALID, path, f"Invalid value: {why}")


def _validate_action(action: str, spec: Object, path: Path) -> Errors:
    if not action:
        yield required(path, f"valid values: [{_listed(_ACTIONS)}]")
    elif action not in _ACTIONS:
        yield not_supported(path, action, _ACTIONS)
    elif action == "FailIndex" and spec.get("backoffLimitPerIndex") is None:
        yield invalid(path, action, "requires the backoffLimitPerIndex to be set")


def _container_names(spec: Object) -> set[str]:
    pod = spec["template"]["spec"]
    return {one.get("name") for key in ("containers", "initContainers") for one in pod.get(key) or ()}


def _listed(values: tuple[str, ...]) -> str:
    return " ".join(f'"{value}"' for value in values)


def _validate_codes(codes: Object, containers: set[str], path: Path) -> Errors:
    operator, values = codes.get("operator") or "", codes.get("values") or []
    if not operator:
        yield required((*path, "operator"), f"valid values: [{_listed(_OPERATORS)}]")
    elif operator not in _OPERATORS:
        yield not_supported((*path, "operator"), operator, _OPERATORS)
    name = codes.get("containerName")
    if name is not None and name not in containers:
        yield invalid((*path, "containerName"), name, _UNKNOWN_CONTAINER)
    yield from _validate_values(values, operator, (*path, "values"))


def _validate_values(values: list[int], operator: str, path: Path) -> Errors:
    if not values:
        yield invalid(path, values, "at least one value is required")
    elif len(values) > _MOST_CODES:
        yield too_many(path, len(values), _MOST_CODES)
    seen: set[int] = set()
    for index, value in enumerate(values):
        if operator == "In" and value == 0:
            yield invalid((*path, index), value, "must not be 0 for the In operator")
        if value in seen:
            yield duplicate((*path, index), value)
        seen.add(value)
    if values != sorted(values):
        yield invalid(path, values, "must be ordered")


def _validate_conditions(patterns: list[Object], path: Path) -> Errors:
    if len(patterns) > _MOST_PATTERNS:
        yield too_many(path, len(patterns), _MOST_PATTERNS)
    for index, pattern in enumerate(patterns):
        place, kind = (*path, index), pattern.get("type") or ""
        yield from malformed((*place, "type"), kind, qualified_name(kind))
        if pattern["status"] not in _STATUSES:
            yield not_supported((*place, "status"), pattern["status"], _STATUSES)
