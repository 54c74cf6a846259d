"""What `manifestrun` says to a person: something that stands in the input, with its line and the way out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A fact in lower case with the user's text in backticks."""

    message: str
    help: str | None = None
    line: int | None = None
    """From 1; None where the fact is about no line."""

    def __str__(self) -> str:
        """Return the fact alone, with its line before it."""
        return self.message if self.line is None else f"line {self.line}: {self.message}"


class ProblemError(Exception):
    """The input cannot be used as it stands; `problems` says all that is wrong with it, at once."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems
