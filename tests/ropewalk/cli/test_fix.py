"""`ropewalk check --fix` and `--diff` as their user calls them."""

from pathlib import Path

import pytest

from ropewalk.fix import fixing
from tests.ropewalk.commands import Command


@pytest.fixture
def ropewalk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    monkeypatch.chdir(tmp_path)
    Path("notes").mkdir()
    Path("mkdocs.yml").write_text("site_name: N\ndocs_dir: notes\ntheme: ropewalk\nplugins: [ropewalk]\n")
    Path("notes/Bowline.md").write_text("See [[Rope]] and [[bend]].\n")
    Path("notes/Rope.md").write_text("See [[Bowlin]], [[Bowlin]] and [[Nothing]].\n")
    Path("notes/Bend.md").write_text("See [[Rope]].\n")
    return Command(capsys)


def test_a_diff_shows_what_would_be_mended_and_writes_nothing(ropewalk: Command) -> None:
    before = {path: path.read_bytes() for path in Path("notes").iterdir()}
    for arguments in (("--diff",), ("--fix", "--diff")):
        assert ropewalk("check", *arguments) == 1
        assert "diff --git a/Rope.md b/Rope.md\n--- a/Rope.md\n+++ b/Rope.md\n@@ -1 +1 @@\n" in ropewalk.out
        assert "\n+See [[Bowline]], [[Bowline]] and [[Nothing]].\n" in ropewalk.out
        assert ropewalk.err == "Would mend 3 findings in 2 notes.\n"
    assert {path: path.read_bytes() for path in Path("notes").iterdir()} == before


def test_what_is_left_is_reported(ropewalk: Command) -> None:
    assert ropewalk("check", "--fix", "--format", "concise") == 1
    assert ropewalk.out == "notes/Rope.md:1:34: RW201 link to `Nothing` has no target\n"
    assert ropewalk.err == "Mended 3 findings in 2 notes.\n"
    assert Path("notes/Bowline.md").read_text() == "See [[Rope]] and [[Bend|bend]].\n"
    assert ropewalk("check", "--fix", "--format", "concise") == 1
    assert ropewalk.err == "Mended 0 findings in 0 notes.\n"


def test_paths_and_codes_narrow_what_is_mended(ropewalk: Command) -> None:
    ropewalk("check", "--fix", "--select", "RW206", "notes/Rope.md")
    assert ropewalk.err == "Mended 0 findings in 0 notes.\n"
    ropewalk("check", "--fix", "--ignore", "RW201")
    assert ropewalk.err == "Mended 1 finding in 1 note.\n"


def test_a_note_that_changes_meanwhile_is_not_written_over(
    ropewalk: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = fixing.fixes

    def slow(*arguments: object) -> object:
        made = real(*arguments)  # type: ignore[arg-type]  # passed on
        Path("notes/Rope.md").write_text("Mine.\n")
        return made

    monkeypatch.setattr(fixing, "fixes", slow)
    assert ropewalk("check", "--fix") == 2
    assert ropewalk.err.endswith("notes/Rope.md` has just been changed. Try again.\n")
    assert Path("notes/Rope.md").read_text() == "Mine.\n"
    assert Path("notes/Bowline.md").read_text() == "See [[Rope]] and [[bend]].\n"
