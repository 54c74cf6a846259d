"""The proof on a note's page: the record of its run, as long as it is of what the note says now."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ropewalk.model.note import CompiledNote
from ropewalk.model.proof import Proof, RanCommand


def proof_of(vault: Path, path: str, note: CompiledNote) -> Proof | None:
    """Return what is known of the claims of the note at `path`; None: it runs nothing."""
    if not runs(note):
        return None
    from ropewalk.verification import verification  # noqa: PLC0415  # few vaults run anything

    known = verification(vault, path, note)
    if known is None:
        return None
    state, record = known
    if record is None or state == "changed":
        return Proof(state=state)
    return Proof(
        state=state,
        engine=record.engine,
        date=_day(record.date),
        seconds=record.seconds,
        not_enforced=record.not_enforced,
        reasons=record.reasons,
        commands=tuple(
            RanCommand(command=one.command, output=one.output, exit=one.exit) for one in record.commands
        ),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def runs(note: CompiledNote) -> bool:
    """Whether a note asks for something to be run."""
    return note.properties.values.get("run") is True or any("run" in one.info for one in note.snippets)
