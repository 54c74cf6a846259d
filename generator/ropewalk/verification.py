"""What the records beside the notes say: which notes are verified, and of those that are not, why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ropewalk.model.note import CompiledNote
from ropewalk.runnable import may_run

if TYPE_CHECKING:
    from manifestrun.record import RunRecord, State
    from ropewalk.scenarios import NoteScenario

RECORDS = ".runs"
"""The folder in the vault that holds a record for each note that runs."""


def record_file(vault: Path, path: str) -> Path:
    """Return where the record of a note is kept; `path` is the note's, within the vault."""
    return (vault / RECORDS / path).with_suffix(".json")


def load_record(file: Path) -> RunRecord | None:
    """Read a record; None if there is none that can be read."""
    from manifestrun.record import read_record  # noqa: PLC0415  as below

    try:
        return read_record(file.read_text("utf-8", "replace"))
    except OSError:
        return None


def note_hash(scenarios: tuple[NoteScenario, ...]) -> str:
    """Return the hash of all that a note runs."""
    from manifestrun.podman.recipes import image_identities  # noqa: PLC0415  as below
    from manifestrun.record import scenario_hash  # noqa: PLC0415  as below

    return scenario_hash([each.scenario for each in scenarios], image_identities())


def verification(vault: Path, path: str, note: CompiledNote) -> tuple[State, RunRecord | None] | None:
    """Return what is known of a note's claims and the record behind it; None: the note runs nothing."""
    if not may_run(note):
        return None
    from ropewalk.scenarios import scenarios_of  # noqa: PLC0415  most notes run nothing: they need not wait for it

    scenarios = scenarios_of(note)
    return verified(vault, path, scenarios) if scenarios else None


def verified(vault: Path, path: str, scenarios: tuple[NoteScenario, ...]) -> tuple[State, RunRecord | None]:
    """Return what is known of the scenarios of the note at `path`, and the record behind it."""
    from manifestrun.record import state_of  # noqa: PLC0415  as above

    record = load_record(record_file(vault, path))
    return state_of(record, note_hash(scenarios)), record
