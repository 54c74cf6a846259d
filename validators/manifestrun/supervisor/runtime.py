"""The seam between the supervisor, which decides, and what really starts containers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

Container = Mapping[str, Any]
"""A container of a pod's spec."""


class StartError(Exception):
    """A container could not be started: `reason` is the kubelet's word, the message what went wrong."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A container that was started."""

    id: str
    pid: int
    """As the machine inside the sandbox counts."""
    started: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a container's run came to an end."""

    code: int
    reason: str
    started: datetime
    finished: datetime
    id: str = ""
    message: str = ""


class Runtime(Protocol):
    """Starts and watches the containers of one pod."""

    def start(self, container: Container, attempt: int) -> Running:
        """Start a container anew; attempts count from 0.

        Raises:
            StartError: it did not start.

        """

    def ended(self, running: Running) -> Ended | None:
        """Return how it ended, None while it runs; cheap, it is asked many times a second."""

    def kill(self, running: Running, signal: str) -> None:
        """Send a signal to a container's first process, which may be gone by now."""

    def probe(self, running: Running, probe: Container, container: Container) -> bool:
        """Ask once, within the probe's own time limit."""
