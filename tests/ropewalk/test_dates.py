"""When a note was written and changed."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ropewalk.dates import Dates, dates_of, git_dates
from ropewalk.properties import read


def git(folder: Path, *arguments: str, date: str = "2024-01-01T00:00:00Z") -> None:
    who = {f"GIT_{role}_{what}": "a@b" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {**os.environ, **who, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True, env=environment)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault below the top of a repository, with two commits."""
    folder = tmp_path / "notes"
    folder.mkdir()
    git(tmp_path, "init")
    (folder / "Ä note.md").write_text("one")
    (folder / "Other.md").write_text("one")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "first", date="2024-01-01T10:00:00Z")
    (folder / "Ä note.md").write_text("two")
    git(tmp_path, "commit", "-am", "second", date="2024-02-02T23:30:00-05:00")
    (folder / "New.md").write_text("not committed")
    return folder


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]  # year, month, day, …


def test_git_knows_the_first_and_the_last_commit_of_each_note(vault: Path) -> None:
    assert git_dates(vault) == {
        "Ä note.md": Dates(created=at(2024, 1, 1, 10), updated=at(2024, 2, 3, 4, 30)),
        "Other.md": Dates(created=at(2024, 1, 1, 10), updated=at(2024, 1, 1, 10)),
    }


def test_outside_a_repository_nothing_is_known(tmp_path: Path) -> None:
    assert git_dates(tmp_path) == {}


def test_without_git_nothing_is_known(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(vault))
    assert git_dates(vault) == {}


def test_properties_come_first(vault: Path) -> None:
    notes = {
        "Other.md": read("---\ncreated: 2020-05-06\n---\n"),
        "New.md": read("---\nDate: 2021-01-02T03:04:05+01:00\nmodified: soon\n---\n"),
    }
    assert dates_of(notes, git_dates(vault)) == {
        "Other.md": Dates(created=at(2020, 5, 6), updated=at(2024, 1, 1, 10)),
        "New.md": Dates(created=at(2021, 1, 2, 2, 4, 5)),
    }
    assert dates_of(notes, {})["Other.md"] == Dates(created=at(2020, 5, 6))


@pytest.mark.parametrize("value", ["", "soon", "2024", "12", "true", "[2024-01-01]", "{a: 1}", "99999-01-01"])
def test_what_is_no_date_is_none(value: str) -> None:
    notes = {"A.md": read(f"---\ndate: {value}\n---\n")}
    assert dates_of(notes, {}) == {"A.md": Dates()}
