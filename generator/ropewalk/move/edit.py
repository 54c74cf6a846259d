"""Changes of a file's text, and the file's bytes with them made."""

from __future__ import annotations

import codecs
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from manifestcheck.position import Position
from ropewalk.model.note import Span


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A stretch of a text, by offsets, and what is to stand there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwritable:
    """A link or a tag that cannot be written as it should, by its place among those of its text."""

    link: int | None = None
    tag: int | None = None


class Lines:
    """The lines of a text, to find offsets of positions and positions of offsets."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        found = text.find("\n")
        while found >= 0:
            self._starts.append(found + 1)
            found = text.find("\n", found + 1)

    def offset(self, position: Position) -> int:
        """Return the offset of the character at a position."""
        return self._starts[position.line - 1] + position.column - 1

    def bounds(self, span: Span) -> tuple[int, int]:
        """Return the offsets of the first character of a span, and behind its last one."""
        start = self.offset(span.position)
        return start, start + span.length

    def position(self, offset: int) -> Position:
        """Return the position of the character at an offset."""
        line = bisect_left(self._starts, offset + 1)
        return Position(line, offset - self._starts[line - 1] + 1)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with the edits made, which do not overlap."""
    parts: list[str] = []
    done = 0
    for edit in sorted(edits):
        parts += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*parts, text[done:]])


def edited_bytes(data: bytes, edits: Sequence[Edit]) -> bytes:
    r"""Return the bytes of a file with the edits made; all else stays, a byte order mark and `\r\n` too.

    The offsets are into the text as `ropewalk.vault.decode` gives it.
    """
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    text = data.removeprefix(mark).decode()
    returns = _dropped_returns(text)
    moved = [Edit(_raw(returns, edit.start), _raw(returns, edit.end), edit.text) for edit in edits]
    return mark + edited(text, moved).encode()


def _dropped_returns(text: str) -> list[int]:
    r"""Return for each `\r\n` of a text the offset of its `\n` once every `\r` before a `\n` is gone."""
    found: list[int] = []
    place = text.find("\r\n")
    while place >= 0:
        found.append(place - len(found))
        place = text.find("\r\n", place + 2)
    return found


def _raw(returns: Sequence[int], offset: int) -> int:
    return offset + bisect_left(returns, offset)
