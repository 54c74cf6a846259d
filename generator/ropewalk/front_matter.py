"""The block between two `---` lines at the beginning of a note, and where its characters stand."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from manifestcheck.diagnostic import Severity
from manifestcheck.position import Position
from ropewalk.model.note import Finding

FENCE = "---"
LONGEST_QUOTE = 60
FLAGS = ("publish", "draft")
"""The properties that can keep a note from being published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The text between the two lines."""

    text: str
    lines: int
    """Lines that it takes in the note, both `---` included."""
    _starts: tuple[int, ...]
    """The offset of each line's first character."""

    def position(self, offset: int) -> Position:
        """Return the place in the note of the character at `offset` in `text`."""
        line = bisect_right(self._starts, offset)
        return Position(line + 1, offset - self._starts[line - 1] + 1)

    def line(self, offset: int) -> str:
        """Return the line on which `offset` lies."""
        start = self._starts[bisect_right(self._starts, offset) - 1]
        return self.text[start:].partition("\n")[0]


@dataclass(slots=True, kw_only=True)
class Remarks:
    """The findings about one block, in the order in which they were made."""

    block: FrontMatter
    found: list[Finding] = field(default_factory=list)

    def add(self, code: str, severity: Severity, offset: int, message: str, way_out: str) -> None:
        """Note a finding about the character at `offset` in the block."""
        position = self.block.position(offset)
        found = Finding(code=code, severity=severity, message=message, position=position, help=way_out)
        self.found.append(found)


def quoted(text: str) -> str:
    """Return a text of the user's for a message: on one line, not too long, between backticks."""
    line = " ".join(text.split())
    return f"`{line}`" if len(line) <= LONGEST_QUOTE else f"`{line[:LONGEST_QUOTE]}…`"


def find_front_matter(text: str) -> FrontMatter | None:
    """Return the block that begins with the first character of the note, if it is closed."""
    first, _, rest = text.removeprefix("\ufeff").partition("\n")
    if first.rstrip() != FENCE:
        return None
    starts = [0]
    while starts[-1] <= len(rest):
        start = starts[-1]
        end = rest.find("\n", start)
        end = len(rest) if end < 0 else end
        if rest.startswith(FENCE, start) and rest[start:end].rstrip() == FENCE:
            return FrontMatter(text=rest[:start], lines=len(starts) + 1, _starts=tuple(starts))
        starts.append(end + 1)
    return None


def loses_its_flag(text: str) -> bool:
    """Return whether a `publish` or `draft` stands in a block that is never closed, and so says nothing."""
    first, *lines = text.removeprefix("\ufeff").split("\n", 200)
    if first.rstrip() != FENCE:
        return False
    for line in lines:
        name, colon, _ = line.partition(":")
        if colon and name.strip().casefold() in FLAGS:
            return True
        if not line.strip():
            return False
    return False
