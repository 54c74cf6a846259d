"""`ropewalk move` as its user calls it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ropewalk.cli import main
from tests.ropewalk.move.renaming import read_vault, write_vault

CONFIG = """\
site_name: Notes
docs_dir: notes
theme: {name: ropewalk}
nav:
  - Home: index.md
  - "Ships": 'Fleet/Old ship.md'   # a comment
  - Fleet/Other.md
plugins: [ropewalk]
"""
NOTES = {
    "index.md": "# Home\n\n- see [[Old ship#Sails|sails]] and [t](Fleet/Old%20ship.md)\n- [[Wanted]]\n",
    "Fleet/Old ship.md": "# Old ship\n\n## Sails\n\n[[#Sails]] #boat/old",
    "Fleet/Other.md": "[[Old ship]]\n",
    "Fleet/mast.png": "x",
}


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    write_vault(tmp_path / "project", {"mkdocs.yml": CONFIG})
    write_vault(tmp_path / "project" / "notes", NOTES)
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project" / "notes"


def move(capsys: pytest.CaptureFixture[str], *arguments: str, command: str = "move") -> tuple[int, str, str]:
    capsys.readouterr()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["ropewalk", command, *arguments])
        with pytest.raises(SystemExit) as end:
            main()
    out, err = capsys.readouterr()
    return (end.value.code if isinstance(end.value.code, int) else 0), out, err


def test_a_note_its_links_and_the_navigation(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = move(capsys, "Old ship", "New ship")
    assert (code, err) == (0, "")
    assert out == "Moved `Fleet/Old ship.md` to `Fleet/New ship.md`; 3 links rewritten in 2 files.\n"
    assert read_vault(vault) == {
        "index.md": "# Home\n\n- see [[New ship#Sails|sails]] and [t](Fleet/New%20ship.md)\n- [[Wanted]]\n",
        "Fleet/New ship.md": NOTES["Fleet/Old ship.md"],
        "Fleet/Other.md": "[[New ship]]\n",
        "Fleet/mast.png": "x",
    }
    config = Path("mkdocs.yml").read_text(encoding="utf-8")
    assert config == CONFIG.replace("Fleet/Old ship.md", "Fleet/New ship.md")


def test_paths_as_they_are_seen_from_here(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = move(capsys, "notes/Fleet/mast.png", "notes/img/")
    assert (code, out) == (0, "Moved `Fleet/mast.png` to `img/mast.png`; no link rewritten in 0 files.\n")
    assert (vault / "img" / "mast.png").is_file()
    code, _, err = move(capsys, "notes/index.md", "elsewhere/index.md")
    assert (code, "it leaves the vault" in err) == (2, True)


def test_a_refusal_names_each_link(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = read_vault(vault)
    code, out, err = move(capsys, "Old ship", "Wanted")
    assert (code, out) == (1, "")
    place = os.path.join("notes", "index.md")  # noqa: PTH118  as it is shown
    assert err.splitlines() == [
        f"error: {place}:4:3: RW601 link to `Wanted` leads nowhere and would lead to `Fleet/Wanted.md`",
        "  help: Choose another name, or write the link with its folder, `[[folder/name]]`, before the move.",
        "Nothing was written.",
    ]
    assert read_vault(vault) == before


def test_what_cannot_be_is_one_line(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = move(capsys, "Old shp", "x")
    assert (code, out) == (2, "")
    assert err == (
        "error: there is no note, file or folder `Old shp` in the vault. Did you mean `Fleet/Old ship.md`?\n"
    )
    code, _, err = move(capsys, "a", "b", "--heading", "--tag")
    assert (code, "exclude each other" in err) == (2, True)
    code, _, err = move(capsys, "a", "b", "--merge")
    assert (code, "belongs to --tag" in err) == (2, True)


def test_a_heading_and_a_tag(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = move(capsys, "Old ship#Sails", "Canvas", "--heading")
    assert (code, out) == (0, "Renamed the heading; 2 links rewritten in 2 files.\n")
    code, out, _ = move(capsys, "boat", "ship", "--tag")
    assert (code, out) == (0, "Renamed the tag; 1 tag rewritten in 1 file.\n")
    assert (vault / "Fleet" / "Old ship.md").read_text() == "# Old ship\n\n## Canvas\n\n[[#Canvas]] #ship/old"


def test_a_dry_run_is_a_patch(vault: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    before = read_vault(vault)
    code, out, err = move(capsys, "Fleet", "Deep/Fleet", "--dry-run")
    assert (code, err) == (0, "")
    assert read_vault(vault) == before
    assert "- see [[Old ship#Sails|sails]] and [t](Deep/Fleet/Old%20ship.md)" in out
    assert "+  - \"Ships\": 'Deep/Fleet/Old ship.md'   # a comment" in out
    patched = tmp_path / "patched"
    shutil.copytree(vault, patched)
    patch = out.partition("--- mkdocs.yml")[0]
    git = ["git", "apply", "--unsafe-paths", "--directory", str(patched), "-"]
    subprocess.run(git, input=patch, text=True, check=True, cwd=tmp_path)
    assert move(capsys, "Fleet", "Deep/Fleet")[0] == 0
    assert read_vault(patched) == read_vault(vault)


def test_a_bare_vault(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = move(capsys, "/index", "/Start", "--vault", "notes")
    assert (code, out) == (0, "Moved `index.md` to `Start.md`; no link rewritten in 0 files.\n")
    assert (vault / "Start.md").is_file()


def test_what_comes_onto_the_site_is_said(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_vault(vault, {".obsidian/templates.json": '{"folder": "T"}', "T/daily.md": ""})
    code, _, err = move(capsys, "daily", "/daily")
    assert (code, err) == (0, "note: `daily.md` is published now.\n")
    code, _, err = move(capsys, "/daily", "/T/")
    assert (code, err) == (0, "note: `T/daily.md` is no longer published.\n")


@pytest.mark.parametrize("command", ["check", "build"])
def test_the_next_command_finishes_what_was_interrupted(
    vault: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert move(capsys, command="build")[0] == 0
    journal = vault.parent / ".notes.ropewalk-move"
    journal.mkdir()
    (journal / "steps.json").write_text('[{"step": "Rename", "old": "index.md", "new": "Start.md"}]')
    code, _, err = move(capsys, command=command)
    assert code == int(command == "check")
    assert err.startswith("What an interrupted `move` or `check --fix` had begun to write is finished.\n")
    assert (vault / "Start.md").is_file()
    assert not journal.exists()
