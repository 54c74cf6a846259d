"""Pieces under construction: HTML is buffered as text until a slot or an address cuts it."""

from __future__ import annotations

from collections.abc import Iterable

from ropewalk.model.slots import Piece, Pieces, Slot


class Output:
    """Collects HTML and slots in order; `begin` and `finish` set a part aside."""

    __slots__ = ("_buffer", "_outer", "_pieces")

    def __init__(self) -> None:
        """Start with nothing written."""
        self._pieces: list[Piece] = []
        self._buffer: list[str] = []
        self._outer: list[list[Piece]] = []

    def write(self, html: str) -> None:
        """Add finished HTML."""
        self._buffer.append(html)

    def slot(self, slot: Slot) -> None:
        """Add a slot."""
        self.mark()
        self._pieces.append(slot)

    def write_all(self, pieces: Iterable[Piece]) -> None:
        """Add pieces as they are."""
        for piece in pieces:
            if isinstance(piece, str):
                self.write(piece)
            else:
                self.slot(piece)

    def mark(self) -> int:
        """Cut here, and return the index of the piece that comes next."""
        if self._buffer:
            html = "".join(self._buffer)
            self._buffer.clear()
            if html:
                self._pieces.append(html)
        return len(self._pieces)

    def begin(self) -> None:
        """Write into a new part from here on, until `finish`."""
        self.mark()
        self._outer.append(self._pieces)
        self._pieces = []

    def finish(self) -> Pieces:
        """Return what was written since `begin`, and go on with what was written before it."""
        self.mark()
        part = tuple(self._pieces)
        self._pieces = self._outer.pop()
        return part

    @property
    def aside(self) -> bool:
        """Whether a part is being written that is not the note's own text."""
        return bool(self._outer)

    def all(self) -> Pieces:
        """Return everything that was written."""
        self.mark()
        return tuple(self._pieces)
