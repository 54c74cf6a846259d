"""PriorityClasses: their value, and the names that are the server's own."""

from __future__ import annotations

from manifestcheck.field import Path, forbidden
from manifestcheck.rules.objectmeta import name_of
from manifestcheck.rules.values import Errors, Object, one_of
from manifestcheck.version import Version

_SYSTEM = "system-"
_SYSTEM_VALUES = {"system-cluster-critical": 2_000_000_000, "system-node-critical": 2_000_001_000}
_MOST_VALUE = 1_000_000_000
_PREEMPTION_POLICIES = ("PreemptLowerPriority", "Never")
_RESERVED = f"priority class names with '{_SYSTEM}' prefix are reserved for system use only. error: "


def default(priority_class: Object) -> None:
    """Fill in what the server does before it validates."""
    priority_class.setdefault("preemptionPolicy", _PREEMPTION_POLICIES[0])


def validate(priority_class: Object, _version: Version) -> Errors:
    """Check a PriorityClass."""
    name, value = name_of(priority_class.get("metadata", {})), priority_class.get("value", 0)
    path: Path = ("metadata", "name")
    if name.startswith(_SYSTEM):
        fault = _fault(name, value, is_global=bool(priority_class.get("globalDefault")))
        if fault:
            yield forbidden(path, f"{_RESERVED}{fault}")
    elif value > _MOST_VALUE:
        why = f"maximum allowed value of a user defined priority is {_MOST_VALUE}"
        yield forbidden(("value",), why)
    yield from one_of(priority_class, "preemptionPolicy", (), _PREEMPTION_POLICIES)


def _fault(name: str, value: int, *, is_global: bool) -> str:
    """Return what keeps a class from being one of the server's own; "": nothing."""
    if name not in _SYSTEM_VALUES:
        return f"{name} is not a known system priority class"
    if value != _SYSTEM_VALUES[name]:
        return f"value of {name} PriorityClass must be {_SYSTEM_VALUES[name]}"
    return f"globalDefault of {name} PriorityClass must be false" if is_global else ""
