"""Why a text is no document, and the limits that no document exceeds."""

from __future__ import annotations

from typing import Final

LARGEST: Final = 1 << 20
"""Bytes of UTF-8 in a document."""
DEEPEST: Final = 100
MOST_ALIASES: Final = 1_000
"""Aliases followed, those inside of what an alias stands for counted again each time."""
MOST_NODES: Final = 1 << 18
"""Values once aliases are followed."""


class UnreadableError(Exception):
    """A text that is not one document within the limits."""

    def __init__(self, problem: str, offset: int, *, limit: bool = False, way_out: str | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.offset = offset
        """Where in the text, at most its length."""
        self.limit = limit
        """The text may well be YAML; it is too much of it."""
        self.way_out = way_out


def too_deep(offset: int) -> UnreadableError:
    """Return the error for a value inside of too many others."""
    return UnreadableError(f"nested deeper than {DEEPEST} levels", offset, limit=True)
