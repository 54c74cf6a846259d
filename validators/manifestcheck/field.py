"""What the API server says of a field: where it is, what kind of error it is, and the server's own words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Key(str):
    """A step of a path that the server writes in brackets: the key of a map such as labels or limits."""

    __slots__ = ()


Path = tuple[str | int, ...]
"""From the root of the object: field names, 0-based indices, and `Key`s of maps."""


def written(path: Path) -> str:
    """Return the path as the server writes it: `spec.containers[0].resources.limits[cpu]`."""
    parts: list[str] = []
    for step in path:
        bracketed = isinstance(step, int | Key)
        parts.append(f"[{step}]" if bracketed else f".{step}" if parts else str(step))
    return "".join(parts)


class ErrorType(StrEnum):
    """The server's kinds of validation errors (`ErrorType` of apimachinery's `field` package)."""

    REQUIRED = "FieldValueRequired"
    INVALID = "FieldValueInvalid"
    NOT_SUPPORTED = "FieldValueNotSupported"
    DUPLICATE = "FieldValueDuplicate"
    FORBIDDEN = "FieldValueForbidden"
    NOT_FOUND = "FieldValueNotFound"
    TOO_LONG = "FieldValueTooLong"
    TOO_MANY = "FieldValueTooMany"


@dataclass(frozen=True, slots=True)
class FieldError:
    """One validation error."""

    type: ErrorType
    path: Path
    detail: str
    """The server's sentence, `Invalid value: "x": must …`."""


def required(path: Path, why: str = "") -> FieldError:
    """Say that a value is missing."""
    return FieldError(ErrorType.REQUIRED, path, _said("Required value", why))


def invalid(path: Path, value: object, why: str = "") -> FieldError:
    """Say that a value is malformed or out of range."""
    return FieldError(ErrorType.INVALID, path, _said(f"Invalid value: {shown(value)}", why))


def not_supported(path: Path, value: object, supported: Iterable[str]) -> FieldError:
    """Say that a value is not among those that the server knows; they are listed as given."""
    options = ", ".join(shown(one) for one in supported)
    why = f"supported values: {options}" if options else ""
    return FieldError(ErrorType.NOT_SUPPORTED, path, _said(f"Unsupported value: {shown(value)}", why))


def duplicate(path: Path, value: object) -> FieldError:
    """Say that a value that must be unique is there twice."""
    return FieldError(ErrorType.DUPLICATE, path, f"Duplicate value: {shown(value)}")


def forbidden(path: Path, why: str) -> FieldError:
    """Say that a field may not be set here."""
    return FieldError(ErrorType.FORBIDDEN, path, _said("Forbidden", why))


def not_found(path: Path, value: object) -> FieldError:
    """Say that what a value refers to does not exist."""
    return FieldError(ErrorType.NOT_FOUND, path, f"Not found: {shown(value)}")


def too_long(path: Path, most: int) -> FieldError:
    """Say that a text has more than `most` bytes."""
    return FieldError(ErrorType.TOO_LONG, path, f"Too long: may not be more than {most} bytes")


def too_many(path: Path, count: int, most: int) -> FieldError:
    """Say that a list has more than `most` items."""
    return FieldError(ErrorType.TOO_MANY, path, f"Too many: {count}: must have at most {most} items")


def shown(value: object) -> str:
    """Return a value as the server prints it: texts in double quotes, the rest as JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _said(fact: str, why: str) -> str:
    return f"{fact}: {why}" if why else fact
