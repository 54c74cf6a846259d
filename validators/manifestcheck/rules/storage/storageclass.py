"""StorageClasses and VolumeAttributesClasses: who provides volumes, with which parameters and where."""

from __future__ import annotations

from manifestcheck.field import Path, duplicate, invalid, not_supported, required, too_long
from manifestcheck.formats import qualified_name
from manifestcheck.rules.values import Errors, Object, malformed, one_of
from manifestcheck.version import Version

_RECLAIM_POLICIES = ("Delete", "Retain")
_BINDING_MODES = ("Immediate", "WaitForFirstConsumer")
_MOST_PARAMETERS = 512
_MOST_PARAMETER_BYTES = 256 * 1024


def default(storage_class: Object) -> None:
    """Fill in what the server does before it validates."""
    storage_class.setdefault("reclaimPolicy", _RECLAIM_POLICIES[0])
    storage_class.setdefault("volumeBindingMode", _BINDING_MODES[0])


def validate(storage_class: Object, _version: Version) -> Errors:
    """Check a StorageClass."""
    yield from _validate_provider(storage_class, "provisioner")
    yield from _validate_parameters(storage_class.get("parameters") or {})
    if storage_class["reclaimPolicy"] and storage_class["reclaimPolicy"] not in _RECLAIM_POLICIES:
        yield not_supported(("reclaimPolicy",), storage_class["reclaimPolicy"], _RECLAIM_POLICIES)
    yield from one_of(storage_class, "volumeBindingMode", (), _BINDING_MODES)
    # The server compares with nothing too: a term without expressions is a duplicate already.
    seen: list[dict[str, set[str]]] = [{}]
    for index, term in enumerate(storage_class.get("allowedTopologies") or ()):
        path: Path = ("allowedTopologies", index, "matchLabelExpressions")
        expressions = term.get("matchLabelExpressions") or []
        yield from _validate_expressions(expressions, path)
        chosen = {one.get("key", ""): set(one.get("values") or ()) for one in expressions}
        if chosen in seen:
            yield duplicate(path, "")
        seen.append(chosen)


def validate_attributes_class(attributes_class: Object, _version: Version) -> Errors:
    """Check a VolumeAttributesClass."""
    yield from _validate_provider(attributes_class, "driverName")
    parameters = attributes_class.get("parameters") or {}
    yield from _validate_parameters(parameters)
    if not parameters:
        yield required(("parameters",), "must contain at least one key/value pair")


def _validate_provider(obj: Object, key: str) -> Errors:
    name = obj.get(key) or ""
    if not name:
        yield required((key,))
        return
    yield from malformed((key,), name.lower(), qualified_name(name.lower()))


def _validate_parameters(parameters: dict[str, str]) -> Errors:
    path: Path = ("parameters",)
    if len(parameters) > _MOST_PARAMETERS:
        yield too_long(path, _MOST_PARAMETERS)
        return
    if "" in parameters:
        yield invalid(path, "", "field can not be empty.")
    size = sum(len(key.encode()) + len(value.encode()) for key, value in parameters.items())
    if size > _MOST_PARAMETER_BYTES:
        yield too_long(path, _MOST_PARAMETER_BYTES)


def _validate_expressions(expressions: list[Object], path: Path) -> Errors:
    keys: set[str] = set()
    for index, expression in enumerate(expressions):
        place, key, values = (*path, index), expression.get("key", ""), expression.get("values") or []
        if not values:
            yield required((*place, "values"))
        for at, value in enumerate(values):
            if value in values[:at]:
                yield duplicate((*place, "values", at), value)
        yield from malformed((*place, "key"), key, qualified_name(key))
        if key in keys:
            yield duplicate((*place, "key"), key)
        keys.add(key)
