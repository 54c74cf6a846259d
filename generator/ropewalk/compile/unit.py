"""The compilation unit: what the writers of one note share while it is being compiled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from manifestcheck.position import Position
from ropewalk.compile.output import Output
from ropewalk.compile.symbols import Symbols
from ropewalk.model.note import Dialect
from ropewalk.model.slots import Pieces
from ropewalk.syntax.locate import Locator


@dataclass(slots=True, kw_only=True)
class Unit:
    """One note in the making."""

    dialect: Dialect
    locator: Locator
    lines: Sequence[str]
    """The lines of the body, as the author wrote them."""
    first_line: int
    """The line of the file on which the first line of the body stands."""
    kubernetes: Sequence[str] = ()
    """The versions that this note's manifests are checked for."""
    output: Output = field(default_factory=Output)
    symbols: Symbols = field(default_factory=Symbols)
    in_link: bool = False
    """Whether raw HTML among the blocks has a link open, in which no other may begin."""
    footnotes: dict[str, Pieces] = field(default_factory=dict)
    slow_languages: set[str] = field(default_factory=set)
    """Of code that took too long to highlight."""

    def line_of(self, token: Token) -> int:
        """Return the line of the file on which a block token begins."""
        return self.first_line + (token.map[0] if token.map else 0)

    def start_of(self, token: Token, beginning: str) -> Position:
        """Return where a block token begins, which begins with these characters."""
        line = self.line_of(token)
        return Position(line, max(self.lines[line - self.first_line].find(beginning) + 1, 1))

    def span(self, token: Token, content: str, start: int, end: int) -> tuple[Position, int]:
        """Return where a stretch of a block's content stands in the file, and its length there.

        What a container puts before the lines of the content is no part of it.
        """
        row, column = self._place(token, content, start, content[start:end].partition("\n")[0])
        last_row, last_column = self._place(token, content, end - 1, content[end - 1])
        between = sum(len(self.lines[line]) + 1 for line in range(row, last_row))
        return Position(row + self.first_line, column + 1), between + last_column - column + 1

    def _place(self, token: Token, content: str, offset: int, text: str) -> tuple[int, int]:
        """Return row and column of an offset at which `text` stands.

        A line of the content ends as the line of the file does, unless a comment was taken out of it.
        """
        begin = content.rfind("\n", 0, offset) + 1
        end = content.find("\n", offset)
        row = (token.map[0] if token.map else 0) + content.count("\n", 0, offset)
        line = self.lines[min(row, len(self.lines) - 1)]
        length = (len(content) if end < 0 else end) - begin
        column = max(len(line) - length + offset - begin, 0)
        return row, column if line.startswith(text, column) else max(line.find(text), 0)
