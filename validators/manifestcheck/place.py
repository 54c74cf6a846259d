"""From what the server calls a field to a place in the text."""

from __future__ import annotations

from manifestcheck.document import Mapping, Node, Scalar, Sequence
from manifestcheck.field import Path


def locate(root: Node, path: Path) -> int:
    """Return the offset of the value at `path`; if there is none, of the nearest thing around it.

    A list or an object is found at its key, as is an empty value.
    """
    node, offset = root, root.offset
    for step in path:
        if isinstance(node, Mapping) and str(step) in node.entries:
            offset = node.keys[str(step)]
            node = node.entries[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            offset = node.offset
        else:
            return offset
    return node.offset if isinstance(node, Scalar) and node.value is not None else offset


def locate_key(root: Node, path: Path) -> int:
    """Return the offset of the key that `path`, of an object's entry, ends with."""
    node = root
    for step in path[:-1]:
        if isinstance(node, Mapping):
            node = node.entries[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int):
            node = node.items[step]
    return node.keys[str(path[-1])] if isinstance(node, Mapping) else node.offset


class Lines:
    """The lines of a text, for turning offsets into what a person counts."""

    __slots__ = ("_start", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._start = 1 if text.startswith("\ufeff") else 0

    def place(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column of an offset; a byte order mark takes no column."""
        begin = self._text.rfind("\n", 0, offset) + 1
        shift = self._start if begin == 0 else 0
        return self._text.count("\n", 0, offset) + 1, max(offset - begin - shift, 0) + 1
