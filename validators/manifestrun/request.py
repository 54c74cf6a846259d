"""What a kubectl command asks of an engine."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Apply:
    """Create what a manifest describes: a named block, or what is fed to the command."""

    source: str
    """`-` is what is fed to the command."""
    stdin: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Get:
    """Show pods: those named, or all."""

    names: tuple[str, ...] = ()
    output: str = ""
    """Empty for the table, `wide`, `json`, `yaml`, `name` or `jsonpath`."""
    template: str = ""
    plural: bool = False
    """A single pod was asked for by a name, or it is a list even if it holds one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Wait until something holds for pods."""

    names: tuple[str, ...]
    condition: str = ""
    path: str = ""
    """A JSONPath, where it is not a condition."""
    value: str = ""
    seconds: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Exec:
    """Run a command in a container; the empty name is the default container."""

    pod: str
    command: tuple[str, ...]
    container: str = ""
    interactive: bool = False
    stdin: str | None = None
    separate: bool = False
    """Standard output goes through filters, so it must be told apart, at the cost of the order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logs:
    """Show what a container wrote; `tail` counts lines from the end, -1 is all."""

    pod: str
    container: str = ""
    previous: bool = False
    tail: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Delete:
    """Delete pods and wait until they are gone; without `grace` each has its own period, in seconds."""

    names: tuple[str, ...]
    grace: int | None = None


Request = Apply | Get | Wait | Exec | Logs | Delete
