"""The proof on a note's page: the record of its run, as long as it is of what the note says now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ropewalk.model.note import CompiledNote
from ropewalk.model.proof import Proof, RanCommand
from ropewalk.runnable import RUN

if TYPE_CHECKING:
    from manifestrun.record import CommandRecord
    from ropewalk.scenarios import NoteScenario


def proof_of(vault: Path, path: str, note: CompiledNote) -> Proof | None:
    """Return what is known of the claims of the note at `path`; None: it runs nothing."""
    if not runs(note):
        return None
    from ropewalk.scenarios import scenarios_of  # noqa: PLC0415  # few vaults run anything
    from ropewalk.verification import verified  # noqa: PLC0415  # as above

    scenarios = scenarios_of(note)
    if not scenarios:
        return None
    state, record = verified(vault, path, scenarios)
    if record is None or state == "changed":
        return Proof(state=state, parts=dict(_parts(scenarios, ())))
    return Proof(
        state=state,
        engine=record.engine,
        date=_day(record.date),
        seconds=record.seconds,
        not_enforced=record.not_enforced,
        reasons=record.reasons,
        parts=dict(_parts(scenarios, record.commands)),
    )


def _parts(
    scenarios: Iterable[NoteScenario], commands: Sequence[CommandRecord]
) -> Iterator[tuple[int, tuple[RanCommand, ...]]]:
    """Yield the place of each transcript, with the recorded commands that are its own.

    Records give lines, which another paragraph above changes and the hash does not see; so they are told
    by their order. A scenario that failed may have stopped before its end.
    """
    left = list(reversed(commands))
    for each in scenarios:
        steps = iter(each.scenario.steps)
        goes_on = each.skip is None and not each.problems
        for snippet, count in each.places:
            ran: list[RanCommand] = []
            for step in islice(steps, count):
                goes_on = goes_on and bool(left) and left[-1].command == step.command
                if goes_on:
                    one = left.pop()
                    ran.append(RanCommand(command=one.command, output=one.output, exit=one.exit))
            yield snippet, tuple(ran)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def runs(note: CompiledNote) -> bool:
    """Whether a note asks for something to be run."""
    return note.properties.values.get(RUN) is True or any(RUN in one.info for one in note.snippets)
