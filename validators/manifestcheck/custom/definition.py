"""CustomResourceDefinitions as JSON schemas that refuse unknown fields, as the server does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from manifestcheck.document import UnreadableError, read_documents
from manifestcheck.items import items
from manifestcheck.schema.types import plain

Schema = dict[str, Any]

_KIND: Final = "CustomResourceDefinition"
_VERSION: Final = "apiextensions.k8s.io/v1"
_RESOURCE: Final[Schema] = {
    "apiVersion": {"type": "string"},
    "kind": {"type": "string"},
    "metadata": {"type": "object"},
}
_PARTS: Final = ("properties", "items", "additionalProperties")


def definitions(text: str) -> Iterator[tuple[tuple[str, str], Schema]]:
    """Yield apiVersion and kind with the schema for each served version of each definition in a text."""
    if _KIND not in text:
        return
    for document in read_documents(text):
        if isinstance(document, UnreadableError):
            continue
        for item in items(document):
            if item.kind == _KIND and item.api_version == _VERSION:
                yield from _versions(plain(item.node).get("spec"))


def _versions(spec: Any) -> Iterator[tuple[tuple[str, str], Schema]]:  # noqa: ANN401  # not yet checked
    match spec:
        case {"group": str(group), "names": {"kind": str(kind)}, "versions": [*versions]}:
            for version in versions:
                match version:
                    case {"name": str(name), "schema": {"openAPIV3Schema": dict(schema)}}:
                        yield (f"{group}/{name}", kind), _strict(schema, resource=True)


def _strict(schema: Schema, *, resource: bool = False) -> Schema:
    """Return a structural schema as a JSON schema; what `allOf` and the like say is only about values."""
    made = {key: value for key, value in schema.items() if key not in _PARTS}
    properties = schema.get("properties")
    if isinstance(properties, dict):
        made["properties"] = {name: _part(value) for name, value in properties.items()}
    if isinstance(schema.get("items"), dict):
        made["items"] = _strict(schema["items"])
    if isinstance(schema.get("additionalProperties"), dict):
        made["additionalProperties"] = _strict(schema["additionalProperties"])
    elif isinstance(properties, dict) and not schema.get("x-kubernetes-preserve-unknown-fields"):
        made["additionalProperties"] = False
    if resource or schema.get("x-kubernetes-embedded-resource"):
        made["properties"] = {**_RESOURCE, **made.get("properties", {})}
    return _typed(_defaulted(made, properties))


def _part(schema: Any) -> Any:  # noqa: ANN401  # a schema, or what is none and is reported elsewhere
    return _strict(schema) if isinstance(schema, dict) else {}


def _defaulted(made: Schema, properties: Any) -> Schema:  # noqa: ANN401  # as above
    """Require nothing that has a default: the server fills it in before it validates."""
    if isinstance(made.get("required"), list) and isinstance(properties, dict):
        filled = {name for name, of in properties.items() if isinstance(of, dict) and "default" in of}
        made["required"] = [name for name in made["required"] if name not in filled]
    return made


def _typed(made: Schema) -> Schema:
    if made.get("x-kubernetes-int-or-string"):
        made["type"] = ["integer", "string"]
    if made.pop("nullable", False) and "type" in made:
        types = made["type"]
        made["type"] = [*(types if isinstance(types, list) else [types]), "null"]
    return made
