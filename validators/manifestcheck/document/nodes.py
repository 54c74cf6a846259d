"""What a document is made of: values as Go reads them, each with the offset where it begins."""

from __future__ import annotations

from typing import Final

Atom = str | int | float | bool | None


class JsonFloat(float):
    """A number that JSON text writes with a point or an exponent: no integer, even if it is whole."""

    __slots__ = ()


class Scalar:
    """A single value."""

    __slots__ = ("offset", "value")

    def __init__(self, value: Atom, offset: int) -> None:
        self.value: Final = value
        self.offset: Final = offset
        """Of its first character in the text, counted from 0, as in all nodes."""


class Sequence:
    """A list."""

    __slots__ = ("items", "offset")

    def __init__(self, offset: int) -> None:
        self.items: Final[list[Node]] = []
        self.offset: Final = offset


class Repeat:
    """A key that a mapping has already."""

    __slots__ = ("first", "key", "second")

    def __init__(self, key: str, first: int, second: int) -> None:
        self.key: Final = key
        self.first: Final = first
        """Offset of the key that counts."""
        self.second: Final = second


class Mapping:
    """An object: its values by key, in the order of the text, merged mappings included."""

    __slots__ = ("entries", "keys", "offset", "repeats", "untidy")

    def __init__(self, offset: int) -> None:
        self.entries: Final[dict[str, Node]] = {}
        self.keys: Final[dict[str, int]] = {}
        """Offsets of the keys."""
        self.repeats: Final[list[Repeat]] = []
        self.offset: Final = offset
        self.untidy = False
        """Of the root: it or something in it has repeats."""

    def put(self, key: str, offset: int, value: Node) -> None:
        """Add an entry, or note that its key is there already: the first one counts, as in Go."""
        if key in self.entries:
            self.repeats.append(Repeat(key, self.keys[key], offset))
        else:
            self.entries[key] = value
            self.keys[key] = offset


Node = Scalar | Sequence | Mapping
