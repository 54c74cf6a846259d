"""What the records say of notes, and what `ropewalk check` makes of it."""

from pathlib import Path

import pytest

from manifestrun.record import make_record, record_text
from manifestrun.run import RunResult, Status
from ropewalk import properties
from ropewalk.compile import compile_note
from ropewalk.model.note import CompiledNote, Dialect
from ropewalk.scenarios import scenarios_of
from ropewalk.verification import note_hash, record_file, verification

TEXT = "```yaml {run}\napiVersion: v1\nkind: Pod\nmetadata: {name: demo}\n```\n"


def a_note(text: str = TEXT) -> CompiledNote:
    return compile_note(text, properties.read(text), Dialect(kubernetes=()))


def record(vault: Path, status: Status) -> None:
    file = record_file(vault, "sub/A note.md")
    file.parent.mkdir(parents=True)
    made = make_record([RunResult(status=status)], note_hash(scenarios_of(a_note())), "2026-11-25")
    file.write_text(record_text(made), "utf-8")


def state(vault: Path, text: str = TEXT) -> str | None:
    known = verification(vault, "sub/A note.md", a_note(text))
    return known and known[0]


def test_a_note_that_runs_nothing(tmp_path: Path) -> None:
    assert state(tmp_path, "Text.") is None
    assert state(tmp_path, TEXT.replace(" {run}", "")) is None


def test_a_note_that_was_never_run(tmp_path: Path) -> None:
    assert state(tmp_path) == "never run"
    record(tmp_path, "passed")
    record_file(tmp_path, "sub/A note.md").write_text("{", "utf-8")
    assert state(tmp_path) == "never run"


@pytest.mark.parametrize(
    ("status", "shown"),
    [("passed", "verified"), ("failed", "failed"), ("refused", "refused"), ("not run", "not supported")],
)
def test_a_note_as_it_was_run(tmp_path: Path, status: Status, shown: str) -> None:
    record(tmp_path, status)
    assert state(tmp_path) == shown
    assert state(tmp_path, f"Another word.\n\n{TEXT}") == shown, "only what runs counts"


def test_a_note_that_has_changed(tmp_path: Path) -> None:
    record(tmp_path, "passed")
    assert state(tmp_path, TEXT.replace("demo", "other")) == "changed"
