"""What running a note has shown, as its page says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from manifestcheck.value import value


@value(kw_only=True)
class RanCommand:
    """A command of a transcript, and what came."""

    command: str
    output: tuple[str, ...]
    exit: int


@value(kw_only=True)
class Proof:
    """The state of a note's claims, and the run behind it."""

    state: str
    """`verified`, `changed`, `never run`, `not supported`, `refused` or `failed`."""
    engine: str = ""
    """What it ran on; '' where it never ran."""
    date: date | None = None
    """The day; None where the record names none."""
    seconds: float = 0.0
    not_enforced: tuple[str, ...] = ()
    """Limits that the machine did not hold it to."""
    reasons: tuple[str, ...] = ()
    """Why it did not run, or did not hold."""
    parts: Mapping[int, tuple[RanCommand, ...]] = field(default_factory=dict)
    """By index into `CompiledNote.snippets`: the commands that ran of each transcript. A manifest without
    one has none."""
