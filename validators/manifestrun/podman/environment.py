"""A container's environment variables, command and arguments, with `$(NAME)` expanded."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from manifestrun.manifest import entries, section
from manifestrun.podman.values import Values

_REFERENCE = re.compile(r"\$(?:\$|\(([^()]*)\))")
_NAME = re.compile(r"[-._a-zA-Z][-._a-zA-Z0-9]*")


def expand(text: str, variables: Mapping[str, str]) -> str:
    """Replace `$(NAME)` by its value; `$$` is a dollar sign, and an unknown name stays as it is."""

    def value(found: re.Match[str]) -> str:
        if found[1] is None:
            return "$"
        return variables.get(found[1], found[0])

    return _REFERENCE.sub(value, text)


def environment(container: Mapping[str, Any], values: Values) -> dict[str, str]:
    """Return a container's variables, each able to refer to those before it.

    Raises:
        StartError: what one refers to is missing.

    """
    result = {"HOSTNAME": str(values.pod["spec"].get("hostname") or values.field("metadata.name"))}
    result.update(_whole(container, values))
    for entry in entries(container.get("env")):
        value = _value(entry, container, values, result)
        if value is not None:
            result[str(entry["name"])] = value
    return result


def _whole(container: Mapping[str, Any], values: Values) -> Iterator[tuple[str, str]]:
    """Yield all keys of the sources under `envFrom` that can be names."""
    for entry in entries(container.get("envFrom")):
        for field, kind in (("configMapRef", "ConfigMap"), ("secretRef", "Secret")):
            if reference := section(entry, field):
                optional = bool(reference.get("optional"))
                data = values.source(kind, str(reference.get("name")), optional=optional)
                named = ((f"{entry.get('prefix') or ''}{key}", text) for key, text in sorted(data.items()))
                yield from (
                    (name, text.decode("utf-8", "replace")) for name, text in named if _NAME.fullmatch(name)
                )


def _value(
    entry: Mapping[str, Any], container: Mapping[str, Any], values: Values, before: Mapping[str, str]
) -> str | None:
    origin = section(entry, "valueFrom")
    if reference := section(origin, "fieldRef"):
        return values.field(str(reference.get("fieldPath")))
    if reference := section(origin, "resourceFieldRef"):
        return values.resource(reference, str(container["name"]))
    if reference := section(origin, "configMapKeyRef"):
        return values.key("ConfigMap", reference)
    if reference := section(origin, "secretKeyRef"):
        return values.key("Secret", reference)
    value = entry.get("value")
    return expand("" if value is None else str(value), before)
