"""The JSON schemas of a Kubernetes version, cut down to what decoding needs: kinds, types and their fields.

Used when the package is built and for versions that are not built in, so it imports nothing of it. A
field's type is a short text: `s` string, `b` boolean, `i` int32, `l` int64, `d` double, `q` quantity, `x`
int-or-string, `t` time, `u` time with microseconds, `y` bytes in base64, `*` anything, `[T` a list and `{T`
a map of T, and everything with a dot the name of a type.
"""

from __future__ import annotations

from typing import Any, Final

Types = dict[str, dict[str, str]]

_SPECIAL: Final = {
    "io.k8s.apimachinery.pkg.api.resource.Quantity": "q",
    "io.k8s.apimachinery.pkg.util.intstr.IntOrString": "x",
    "io.k8s.apimachinery.pkg.apis.meta.v1.Time": "t",
    "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime": "u",
}
_STRINGS: Final = {"byte": "y", "date-time": "t"}
_NUMBERS: Final = {"int32": "i", "int64": "l"}


def convert(definitions: dict[str, Any]) -> dict[str, Any]:
    """Return `{"kinds": {"apps/v1 Deployment": type}, "types": {type: {field: its type}}}`."""
    types = {_name(key): _fields(value) for key, value in definitions.items() if "properties" in value}
    kinds: dict[str, str] = {}
    for key, value in definitions.items():
        served = value.get("x-kubernetes-group-version-kind", ())
        if len(served) == 1 and {"apiVersion", "kind"} <= types.get(_name(key), {}).keys():
            group, version, kind = (served[0][part] for part in ("group", "version", "kind"))
            kinds[f"{group}/{version} {kind}".removeprefix("/")] = _name(key)
    return {"kinds": kinds, "types": _reached(types, kinds.values())}


def _name(key: str) -> str:
    """Return the last three parts of a definition's name: `apps.v1.DeploymentSpec`."""
    return ".".join(key.split(".")[-3:])


def _fields(definition: dict[str, Any]) -> dict[str, str]:
    return {field: _type(schema) for field, schema in definition["properties"].items()}


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return _reference(schema["$ref"].rpartition("/")[2])
    types = schema.get("type", ())
    kind = next((one for one in ([types] if isinstance(types, str) else types) if one != "null"), None)
    form = str(schema.get("format"))
    if kind == "array":
        return f"[{_type(schema['items'])}"
    if kind == "object":
        return f"{{{_type(schema['additionalProperties'])}" if "additionalProperties" in schema else "*"
    if kind == "string":
        return _STRINGS.get(form, "s")
    if kind == "integer":
        return _NUMBERS.get(form, "l")
    return {"boolean": "b", "number": "d"}.get(kind or "", "*")


def _reference(key: str) -> str:
    return _SPECIAL.get(key) or _name(key)


def _reached(types: Types, roots: Any) -> Types:  # noqa: ANN401  # a view of a dict's values
    """Return the types that the roots are made of."""
    reached: Types = {}
    waiting = sorted(set(roots))
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached[name] = types[name]
            parts = {field.lstrip("[{") for field in types[name].values()}
            waiting += sorted(part for part in parts if part in types)
    return dict(sorted(reached.items()))
