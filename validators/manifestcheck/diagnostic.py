"""What a stage has to say to a person about a place in a file."""

from dataclasses import dataclass
from enum import StrEnum

from manifestcheck.position import Position


class Severity(StrEnum):
    """How bad a finding is: a strict build fails on an error or a warning, never on an info."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding: a fact in lower case (`message`) and the way out (`help`), about a file."""

    path: str
    """Relative to the vault, with `/`; the folder itself is the empty string."""
    position: Position | None
    """None: the finding is about the whole file."""
    code: str
    severity: Severity
    message: str
    help: str | None = None

    @property
    def place(self) -> tuple[str, int, int, str, str]:
        """The key that sorts by path and position; what is about a whole file comes first."""
        line, column = (self.position.line, self.position.column) if self.position else (0, 0)
        return (self.path, line, column, self.code, self.message)

    def __str__(self) -> str:
        """Return the finding on one line, `path:line:column: CODE message`."""
        place = f"{self.path}:{self.position.line}:{self.position.column}" if self.position else self.path
        return f"{place}: {self.code} {self.message}"
