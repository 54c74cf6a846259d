"""The values in a manifest, as plain lists and objects, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from json import JSONEncoder
from typing import Any, Final

from manifestcheck.document import UnreadableError, read_documents
from manifestcheck.schema.types import plain

_LINE: Final = "\n"
_plain: Final = JSONEncoder(ensure_ascii=False).encode


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
    return f"{_indented(whole, _LINE)}\n"


def _indented(value: Any, line: str) -> str:  # noqa: ANN401  any value of YAML
    """Return what `json.dumps` with an indent of two gives, in a fourth of its time.

    `line` begins a line of the value's own depth.
    """
    within = f"{line}  "
    if isinstance(value, dict) and value:
        members = [f"{_plain(key)}: {_indented(of, within)}" for key, of in value.items()]
        return f"{{{within}{f',{within}'.join(members)}{line}}}"
    if isinstance(value, list) and value:
        return f"[{within}{f',{within}'.join([_indented(of, within) for of in value])}{line}]"
    return _plain(value)
