"""Tolerations: which taints of nodes a pod bears."""

from __future__ import annotations

from manifestcheck.field import Path, invalid, not_supported
from manifestcheck.formats import label_value, qualified_name
from manifestcheck.rules.values import Errors, Object, malformed

_OPERATORS = ("Equal", "Exists")
_NUMERIC_OPERATORS = ("Lt", "Gt")
_EFFECTS = ("NoSchedule", "PreferNoSchedule", "NoExecute")


def validate_tolerations(tolerations: list[Object], path: Path) -> Errors:
    """Check tolerations one by one."""
    for index, toleration in enumerate(tolerations):
        yield from _validate_toleration(toleration, (*path, index))


def _validate_toleration(toleration: Object, path: Path) -> Errors:
    key, operator = toleration.get("key", ""), toleration.get("operator", "")
    effect = toleration.get("effect", "")
    if key:
        yield from malformed((*path, "key"), key, qualified_name(key))
    elif operator != "Exists":
        why = 'operator must be Exists when `key` is empty, which means "match all values and all keys"'
        yield invalid((*path, "operator"), operator, why)
    if "tolerationSeconds" in toleration and effect != "NoExecute":
        yield invalid((*path, "effect"), effect, "effect must be 'NoExecute' when `tolerationSeconds` is set")
    yield from _validate_value(operator, toleration.get("value", ""), (*path, "operator"))
    if effect and effect not in _EFFECTS:
        yield not_supported((*path, "effect"), effect, _EFFECTS)


def _validate_value(operator: str, value: str, path: Path) -> Errors:
    if operator in {"", "Equal"}:
        if breaches := label_value(value):
            yield invalid(path, value, ";".join(breaches))
    elif operator == "Exists":
        if value:
            yield invalid(path, value, "value must be empty when `operator` is 'Exists'")
    else:
        # The numeric operators are behind a feature gate, but their names give them away.
        known = _OPERATORS + _NUMERIC_OPERATORS if operator in _NUMERIC_OPERATORS else _OPERATORS
        yield not_supported(path, operator, known)
