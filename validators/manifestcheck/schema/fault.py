"""What keeps the server from decoding an object."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from manifestcheck.field import Path


class Reason(Enum):
    """What is wrong."""

    UNKNOWN_FIELD = auto()
    WRONG_TYPE = auto()
    BAD_TEXT = auto()
    """A text that is no quantity, time or base64."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One reason why decoding fails."""

    reason: Reason
    path: Path
    message: str
    """The server's words."""
