"""What stands in comments: its links and tags are kept as hidden ones, for renaming notes."""

from __future__ import annotations

from manifestcheck.position import Position
from ropewalk.compile.unit import Unit
from ropewalk.syntax.comment import Blanked


def add_hidden(unit: Unit, blanked: Blanked) -> None:
    """Add what the comments of a note hold, and a finding if one is never closed."""
    if blanked.unclosed is not None:
        unit.symbols.warn(
            "RW401",
            "comment is never closed, so the rest of the note is not published",
            _position(unit, blanked.unclosed),
            "Close the comment where it is meant to end.",
        )


def _position(unit: Unit, offset: int) -> Position:
    """Return the place of an offset in the body."""
    line = 0
    while offset > len(unit.lines[line]):
        offset -= len(unit.lines[line]) + 1
        line += 1
    return Position(unit.first_line + line, offset + 1)
