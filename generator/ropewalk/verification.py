"""What the records beside the notes say: which notes are verified, and of those that are not, why."""

from __future__ import annotations

from pathlib import Path

from manifestrun.podman.recipes import image_identities
from manifestrun.record import RunRecord, State, read_record, scenario_hash, state_of
from ropewalk.model.note import CompiledNote
from ropewalk.scenarios import NoteScenario, scenarios_of

RECORDS = ".runs"
"""The folder in the vault that holds a record for each note that runs."""


def record_file(vault: Path, path: str) -> Path:
    """Return where the record of a note is kept; `path` is the note's, within the vault."""
    return (vault / RECORDS / path).with_suffix(".json")


def load_record(file: Path) -> RunRecord | None:
    """Read a record; None if there is none that can be read."""
    try:
        return read_record(file.read_text("utf-8", "replace"))
    except OSError:
        return None


def note_hash(scenarios: tuple[NoteScenario, ...]) -> str:
    """Return the hash of all that a note runs."""
    return scenario_hash([each.scenario for each in scenarios], image_identities())


def verification(vault: Path, path: str, note: CompiledNote) -> tuple[State, RunRecord | None] | None:
    """Return what is known of a note's claims and the record behind it; None: the note runs nothing."""
    scenarios = scenarios_of(note)
    if not scenarios:
        return None
    record = load_record(record_file(vault, path))
    return state_of(record, note_hash(scenarios)), record
