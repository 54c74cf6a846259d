"""Notes that are run: which a person asked for, what came of each, and the records of it beside the notes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Final

from manifestrun.engine import Engine, EngineError
from manifestrun.problem import Problem
from manifestrun.record import (
    RunRecord,
    is_reproduced,
    make_record,
    record_text,
)
from manifestrun.run import RunResult, run_scenario
from manifestrun.scenario import EngineChoice
from manifestrun.update import Replacement, update_transcript
from manifestrun.whole_file import write_whole
from ropewalk import properties
from ropewalk.broken import BrokenError, cannot
from ropewalk.compile import compile_note
from ropewalk.model.note import Dialect
from ropewalk.scenarios import NoteScenario, scenarios_of
from ropewalk.vault import LARGEST_NOTE, decode
from ropewalk.verification import load_record, note_hash, record_file

_UNCHECKED: Final = Dialect(kubernetes=())


@dataclass(frozen=True, slots=True, kw_only=True)
class RunnableNote:
    """A note with at least one scenario."""

    file: Path
    shown: str
    """The path as the person gave it, or within the vault."""
    record: Path | None
    """Where its record is kept; None for a note outside a vault."""
    text: str
    """As it stands in the file."""
    scenarios: tuple[NoteScenario, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRun:
    """What came of a note's scenarios."""

    note: RunnableNote
    results: tuple[RunResult, ...]
    record: RunRecord
    changed: bool
    """The record that is kept says something else, or there is none yet."""


def find_notes(paths: Sequence[Path], vault: Path | None) -> Iterator[RunnableNote]:
    """Yield the notes among files and folders that have something to run, sorted by path.

    Raises BrokenError if a path leads nowhere, or to a note that cannot be read.
    """
    files: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise BrokenError(f"there is no note `{path}`")
        found = [path] if path.is_file() else sorted(_markdown(path))
        files.update(dict.fromkeys(found))
    for file in files:
        try:
            note = read_note(file, vault)
        except BrokenError:
            if file in paths:
                raise
            continue  # `ropewalk check` says what is wrong with it
        if note.scenarios:
            yield note


def _markdown(folder: Path) -> Iterator[Path]:
    """Yield the notes below a folder, but for what is hidden; links to folders are not followed."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place) / name for name in names if name.lower().endswith(".md"))


def read_note(file: Path, vault: Path | None) -> RunnableNote:
    """Read one note; its record belongs to the vault that it lies in.

    Raises BrokenError if it cannot be read.
    """
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST_NOTE)
        text = decode(data)
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenError(f"cannot read `{file}`: {error}") from error
    note = compile_note(text, properties.read(text), _UNCHECKED)
    inside = vault is not None and file.resolve().is_relative_to(vault.resolve())
    path = file.resolve().relative_to(vault.resolve()) if vault is not None and inside else None
    return RunnableNote(
        file=file,
        shown=str(file) if path is None else path.as_posix(),
        record=record_file(vault, path.as_posix()) if vault is not None and path is not None else None,
        text=_as_written(data, text),
        scenarios=scenarios_of(note),
    )


def _as_written(data: bytes, text: str) -> str:
    """Return a note with its own ends of lines, if they count the same lines as those of `text`."""
    raw = data.decode()
    return raw if raw.count("\n") == text.count("\n") else text


@dataclass(slots=True, kw_only=True)
class Runner:
    """Runs notes side by side, and can end all of them."""

    choice: EngineChoice
    jobs: int
    open: list[Engine] = field(default_factory=list)
    ended: bool = False
    lock: Lock = field(default_factory=Lock)
    """Held while an engine is added or all are ended."""

    def run(self, notes: Sequence[RunnableNote]) -> Iterator[NoteRun]:
        """Yield each note's run in the order of the notes.

        Raises:
            EngineError: the engine cannot be used on this machine.

        """
        with ThreadPoolExecutor(self.jobs, "note") as executor:
            try:
                yield from executor.map(self._note, notes)
            except BaseException:
                executor.shutdown(wait=False, cancel_futures=True)
                self.end()
                raise

    def end(self) -> None:
        """End all that runs: the kernel clears a sandbox away with its first process."""
        with self.lock:
            self.ended = True
        for engine in self.open:
            engine.close()

    def _note(self, note: RunnableNote) -> NoteRun:
        results = tuple(map(self._scenario, note.scenarios))
        record = make_record(results, note_hash(note.scenarios), _today())
        old = load_record(note.record) if note.record is not None else None
        return NoteRun(note=note, results=results, record=record, changed=not is_reproduced(old, record))

    def _scenario(self, wanted: NoteScenario) -> RunResult:
        if wanted.problems:
            return RunResult(status="refused", reasons=wanted.problems)
        if wanted.skip is not None:
            return _not_run(f"skipped: {wanted.skip}" if wanted.skip else "skipped")
        if wanted.engine == "cluster" and self.choice.name != "kubectl":
            return _not_run("it needs a cluster")
        result = run_scenario(wanted.scenario, self._remembering())
        if not wanted.fails:
            return result
        if result.status == "refused":
            return RunResult(status="passed")
        return RunResult(status="failed", reasons=(Problem(message="it was to be refused, and was not"),))

    def _remembering(self) -> EngineChoice:
        """Return the choice of engine with a note of each engine that it starts."""

        def start() -> Engine:
            engine = self.choice.open()
            # The end may have come while the engine was starting: then nobody else would close it.
            with self.lock:
                if not self.ended:
                    self.open.append(engine)
                    return engine
            engine.close()
            raise EngineError("the run was ended")

        return EngineChoice(
            name=self.choice.name,
            open=start,
            images=self.choice.images,
            not_honoured=self.choice.not_honoured,
        )


def _not_run(reason: str) -> RunResult:
    return RunResult(status="not run", reasons=(Problem(message=reason),))


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def write_record(run: NoteRun) -> None:
    """Write what came of a note beside the notes, unless it is outside of a vault.

    Raises BrokenError if the disk refuses.
    """
    if run.note.record is None:
        return
    try:
        run.note.record.parent.mkdir(parents=True, exist_ok=True)
        write_whole(run.note.record, record_text(run.record))
    except OSError as error:
        raise cannot("write the record", error) from error


def write_note(run: NoteRun, text: str) -> None:
    """Give a note another text.

    Raises BrokenError if the disk refuses, or if somebody has changed the note while it was run.
    """
    file = run.note.file
    if read_note(file, None).text != run.note.text:
        raise BrokenError(f"`{file}` was changed while it was run", help="Run it again.")
    try:
        write_whole(file, text)
    except OSError as error:
        raise cannot(f"write `{file}`", error) from error


def rewritten(run: NoteRun) -> str:
    """Return a note's text with the outputs that came where others were expected."""
    failed = [
        each for result in run.results if not result.reasons for each in result.commands if not each.passed
    ]
    changes = [Replacement(step=each.step, lines=each.masked, exit=each.exit) for each in failed]
    return update_transcript(run.note.text, changes)


def reread(note: RunnableNote) -> RunnableNote:
    """Return a note as its file is now."""
    again = read_note(note.file, None)
    return replace(note, text=again.text, scenarios=again.scenarios)
