"""The values in a manifest, as plain lists and objects, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from manifestcheck.document import UnreadableError, read_documents
from manifestcheck.schema.types import plain


def values_of(text: str) -> list[Any] | None:
    """Return the value of each document that has one; None: a document cannot be read."""
    values: list[Any] = []
    for document in read_documents(text):
        if isinstance(document, UnreadableError):
            return None
        values.append(plain(document))
    return [value for value in values if value is not None]


def objects_in(values: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """Yield the objects among the values, those in a `List` one by one."""
    for value in values:
        if isinstance(value, dict):
            items = value.get("items") if value.get("kind") == "List" else [value]
            yield from (item for item in items if isinstance(item, dict)) if isinstance(items, list) else ()


def to_json(values: Sequence[Any]) -> str:
    """Return the values as one JSON text, several as a `List`."""
    whole = values[0] if len(values) == 1 else {"apiVersion": "v1", "kind": "List", "items": values}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
