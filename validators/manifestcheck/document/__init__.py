"""A text as documents: values as Go reads them, each with its place, or what keeps them from being read."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from functools import lru_cache
from typing import Final

from manifestcheck.document.json_text import looks_like_json, read_json
from manifestcheck.document.nodes import Mapping, Node, Repeat, Scalar, Sequence
from manifestcheck.document.split import split
from manifestcheck.document.unreadable import LARGEST, UnreadableError
from manifestcheck.document.yaml_text import read_yaml

__all__ = ["Mapping", "Node", "Repeat", "Scalar", "Sequence", "UnreadableError", "read_documents"]

_BOM: Final = "\ufeff"
_GLANCE: Final = 1000
"""Characters that show whether a text is JSON."""


@lru_cache(maxsize=1)
def read_documents(text: str) -> tuple[Node | UnreadableError, ...]:
    """Return each document of a text in order, without the empty ones; offsets count from its begin.

    A text that begins as JSON is a row of JSON values up to the first line of dashes, as for the server.
    The last text is remembered: who checks a manifest often wants its values too. Nodes are never changed.
    """
    return tuple(_documents(text))


def _documents(text: str) -> Iterator[Node | UnreadableError]:
    start = len(_BOM) if text.startswith(_BOM) else 0
    if looks_like_json(text[start : start + _GLANCE]):
        start = yield from _json(text, start)
    if "---" not in text:
        yield from _document(text, start, len(text))
        return
    for part in split(text, start):
        if isinstance(part, UnreadableError):
            yield part
        else:
            yield from _document(text, *part)


def _json(text: str, start: int) -> Generator[Node | UnreadableError, None, int]:
    """Yield JSON values; return the offset where the rest of the text begins, its length after an error."""
    if (fault := _too_large(text, start)) is not None:
        yield fault
        return len(text)
    while True:
        try:
            node, start = read_json(text, start)
        except UnreadableError as error:
            yield error
            return len(text)
        yield node
        start += len(text[start:]) - len(text[start:].lstrip())
        if start == len(text) or text.startswith("---", start):
            return start


def _document(text: str, start: int, end: int) -> Iterator[Node | UnreadableError]:
    part = text[start:end] if start or end < len(text) else text
    if (fault := _too_large(part, start)) is not None:
        yield fault
        return
    try:
        node = read_yaml(part, start)
    except UnreadableError as error:
        yield error
        return
    if node is not None and not (isinstance(node, Scalar) and node.value is None):
        yield node


def _too_large(text: str, start: int) -> UnreadableError | None:
    if len(text) > LARGEST // 4 and len(text.encode(errors="replace")) > LARGEST:
        return UnreadableError(f"larger than {LARGEST >> 10} KiB", start, limit=True)
    return None
