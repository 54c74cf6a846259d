"""Kinds that are not built in, checked against schemas that the user gives."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

import jsonschema_rs

from manifestcheck.custom.definition import Schema, definitions
from manifestcheck.custom.location import SchemaFileError, find
from manifestcheck.field import (
    FieldError,
    Key,
    Path,
    invalid,
    not_supported,
    required,
    written,
)
from manifestcheck.schema.fault import Fault, Reason

__all__ = ["NONE", "CustomKinds", "SchemaFileError"]


class CustomKinds:
    """Schemas by apiVersion and kind: of definitions, and of files where the templates point.

    A file is read when its kind is first met.
    """

    def __init__(self, crds: Iterable[str] = (), locations: Iterable[str] = (), version: str = "") -> None:
        self._locations: Final = tuple(locations)
        self._version: Final = version
        self._schemas: Final[dict[tuple[str, str], Schema | None]] = {
            key: schema for text in crds for key, schema in definitions(text)
        }
        self._validators: Final[dict[tuple[str, str], Any]] = {}

    def knows(self, api_version: str, kind: str) -> bool:
        """Whether there is a schema for the kind. Raises SchemaFileError."""
        return self._schema((api_version, kind)) is not None

    def errors(self, api_version: str, kind: str, obj: object) -> Iterator[FieldError | Fault]:
        """Yield what is wrong with an object; nothing if the kind is not known."""
        key = (api_version, kind)
        schema = self._schema(key)
        if schema is None:
            return
        if key not in self._validators:
            self._validators[key] = jsonschema_rs.validator_for(schema)
        for error in self._validators[key].iter_errors(obj):
            yield from _said(error)

    def _schema(self, key: tuple[str, str]) -> Schema | None:
        if key not in self._schemas:
            if not self._locations:
                return None
            file = find(self._locations, *key, self._version)
            self._schemas[key] = _load(file) if file else None
        return self._schemas[key]


def _load(file: Any) -> Schema:  # noqa: ANN401  # a pathlib.Path, which `field.Path` would hide
    try:
        schema: Schema = json.loads(file.read_bytes())
        jsonschema_rs.validator_for(schema)
    except (OSError, ValueError, jsonschema_rs.ValidationError) as error:
        raise SchemaFileError(f"`{file}` is no JSON schema: {str(error).splitlines()[0]}") from None
    return schema


def _said(error: Any) -> Iterator[FieldError | Fault]:  # noqa: ANN401  # jsonschema-rs has no types
    """Turn an error of the schema into the server's words."""
    path: Path = tuple(
        Key(step) if isinstance(step, str) and "." in step else step for step in error.instance_path
    )
    keyword = error.schema_path[-1] if error.schema_path else ""
    if keyword == "required":
        yield required((*path, error.kind.property))
    elif keyword == "additionalProperties":
        for name in getattr(error.kind, "unexpected", ()):
            full = (*path, name)
            message = f'unknown field "{written(full)}"'
            yield Fault(reason=Reason.UNKNOWN_FIELD, path=full, message=message)
    elif keyword == "enum":
        options = [str(one) for one in error.kind.options]
        yield not_supported(path, error.instance, options)
    else:
        yield invalid(path, error.instance, error.message)


NONE: Final = CustomKinds()
