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
    output: Output = field(default_factory=Output)
    symbols: Symbols = field(default_factory=Symbols)
    footnotes: dict[str, Pieces] = field(default_factory=dict)

    def line_of(self, token: Token) -> int:
        """Return the line of the file on which a block token begins."""
        return self.first_line + (token.map[0] if token.map else 0)

    def start_of(self, token: Token) -> Position:
        """Return the first column of the line on which a block token begins."""
        return Position(self.line_of(token), 1)
