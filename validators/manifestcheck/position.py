"""A place in a text, as a person counts it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Where a character stands: line and column are both 1-based, a column counts characters."""

    line: int
    column: int
