"""The engine: what runs pods and answers the commands of a transcript."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from manifestrun.manifest import Document
from manifestrun.request import Delete, Exec, Get, Logs, Wait


class EngineError(Exception):
    """The environment is broken: the engine cannot be used on this machine, whatever the note says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a command printed, in the order in which it came, and its exit code."""

    pieces: tuple[tuple[bool, str], ...] = ()
    """Each with whether it was written to standard error."""
    code: int = 0

    @property
    def text(self) -> str:
        """All of it, as a terminal shows it."""
        return "".join(text for _, text in self.pieces)

    @property
    def stdout(self) -> str:
        """What a filter would read."""
        return "".join(text for error, text in self.pieces if not error)

    @property
    def stderr(self) -> str:
        """What goes past a filter."""
        return "".join(text for error, text in self.pieces if error)


def printed(text: str, *, stderr: str = "", code: int = 0) -> Answer:
    """Return an answer whose warnings come first."""
    return Answer(pieces=tuple(piece for piece in ((True, stderr), (False, text)) if piece[1]), code=code)


def failed(message: str, code: int = 1) -> Answer:
    """Return the answer of a command that printed an error."""
    return Answer(pieces=((True, f"{message}\n"),), code=code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Which engine ran it; `text` is how a page names it."""

    name: str
    text: str
    not_enforced: tuple[str, ...] = ()
    """The limits that this machine cannot impose."""


class Engine(Protocol):
    """Runs one set of objects, from `apply` to `close`; every command is answered as kubectl would."""

    def version(self) -> Version:
        """Name the engine and what it is made of."""

    def apply(self, documents: tuple[Document, ...]) -> Answer:
        """Create the objects and return at once."""

    def pods(self) -> tuple[Mapping[str, Any], ...]:
        """Return all pods as the API shows them, by name."""

    def get(self, request: Get) -> Answer:
        """Show pods."""

    def wait(self, request: Wait) -> Answer:
        """Return when it holds, or when the time is up."""

    def exec(self, request: Exec) -> Answer:
        """Run a command in a container."""

    def logs(self, request: Logs) -> Answer:
        """Show what a container wrote."""

    def delete(self, request: Delete) -> Answer:
        """Delete pods and return when they are gone."""

    def close(self) -> None:
        """Remove all that was started."""
