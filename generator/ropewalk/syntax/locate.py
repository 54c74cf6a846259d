"""Where in the file something stands that a rule found in the content of an inline token."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from markdown_it.common.utils import MD_TRIM_CHARS

from manifestcheck.position import Position

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token


class Locator:
    """Maps offsets in inline tokens to places in the file.

    A paragraph's line always ends where the source line ends, whatever containers begin it: only
    cells and the titles of callouts need the column that their rules noted.
    """

    def __init__(self, lines: Sequence[str], first_line: int = 1) -> None:
        """Take the lines of the text that was parsed (comments blanked), split at each line feed.

        `first_line` is the 1-based number that `lines[0]` has in the file.
        """
        self._lines = lines
        self._first_line = first_line
        self._inline: Token | None = None
        self._first = 0
        self._starts: list[int] = []
        self._columns: dict[int, int] = {}
        """At which column each line of `_inline` begins, as far as it was asked for."""

    def at(self, inline: Token, pos: int) -> Position:
        """Return the place of the character at offset `pos` of the content of `inline`."""
        row, column = self._place(inline, pos)
        return Position(line=row + self._first_line, column=column + 1)

    def span(self, inline: Token, pos: int, length: int) -> tuple[Position, int]:
        """Return the place and how many characters of the file it takes, line ends included."""
        row, column = self._place(inline, pos)
        start = Position(line=row + self._first_line, column=column + 1)
        if column and "at" not in inline.meta and "\n" not in inline.content[pos : pos + length]:
            return start, length
        last_row, last_column = self._place(inline, pos + length - 1)
        between = 0 if row == last_row else sum(len(line) + 1 for line in self._lines[row:last_row])
        return start, between + last_column - column + 1

    def link(self, inline: Token, token: Token) -> tuple[tuple[Position, int], tuple[Position, int] | None]:
        """Return place and length of a link in `inline`, and of what it names (None: not in one piece)."""
        pos, length = token.meta["pos"], token.meta["length"]
        whole = start, size = self.span(inline, pos, length)
        if token.type == "wikilink" and size == length and "address" in token.meta:
            # It stands in one line, and character by character as it was written.
            first, named = token.meta["address"]
            place = Position(line=start.line, column=start.column + first - pos)
            return whole, (place, named) if named else None
        return whole, self._address(inline, token)

    def _address(self, inline: Token, token: Token) -> tuple[Position, int] | None:
        if "address" in token.meta:
            pos, length = token.meta["address"]
            return self.span(inline, pos, length) if length else None
        if token.meta.get("defined"):
            row, column, length = token.meta["defined"]
            return Position(line=row + self._first_line, column=column + 1), length
        return None

    def _place(self, inline: Token, pos: int) -> tuple[int, int]:
        if "at" in inline.meta:
            removed = bisect_right(inline.meta.get("escapes", ()), pos)
            return inline.map[0] if inline.map else 0, inline.meta["at"] + pos + removed
        if inline is not self._inline:
            self._inline, self._starts = inline, _line_starts(inline.content)
            self._first, self._columns = self._first_row(inline), {}
        index = bisect_right(self._starts, pos) - 1
        start = self._starts[index]
        row = min(self._first + index, len(self._lines) - 1)
        if index not in self._columns:
            self._columns[index] = self._column(inline, row, index)
        return row, max(self._columns[index] + pos - start, 0)

    def _first_row(self, inline: Token) -> int:
        """Return the line of the first character: lines of nothing but no-break spaces are cut off."""
        row, end = inline.map or (0, 0)
        begin = inline.content.partition("\n")[0].strip(MD_TRIM_CHARS)
        while row + 1 < end and begin not in self._lines[row].replace("\0", "\ufffd"):
            row += 1
        return row

    def _column(self, inline: Token, row: int, index: int) -> int:
        """Return the column at which line `index` of the content begins; it may be negative.

        Indentation by tabs is longer in the content than in the source: what counts is the end.
        """
        last = index + 1 == len(self._starts)
        end = None if last else self._starts[index + 1] - 1
        text = inline.content[self._starts[index] : end].rstrip(MD_TRIM_CHARS)
        source = self._lines[row].replace("\0", "\ufffd").rstrip(MD_TRIM_CHARS)
        if last and inline.meta.get("cut"):
            source = source[: -inline.meta["cut"]].rstrip(MD_TRIM_CHARS)
        words = text.lstrip(MD_TRIM_CHARS)
        if source.endswith(words):
            return len(source) - len(text)
        return source.rfind(words) - (len(text) - len(words))


def _line_starts(content: str) -> list[int]:
    starts = [0]
    found = content.find("\n")
    while found >= 0:
        starts.append(found + 1)
        found = content.find("\n", found + 1)
    return starts
