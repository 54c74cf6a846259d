"""A place in a text, as a person counts it."""

from manifestcheck.value import value


@value(order=True)
class Position:
    """Where a character stands: line and column are both 1-based, a column counts characters."""

    line: int
    column: int
