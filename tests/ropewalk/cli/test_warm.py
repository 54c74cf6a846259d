"""A build where nothing has changed leaves the site alone, says the same, and takes no time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

CONFIG = "site_name: Notes\ndocs_dir: notes\ntheme: {name: ropewalk}\nplugins: [ropewalk: {search: false}]\n"
UNCHANGED = "The site is in site/, where nothing has changed, with 1 warning.\n"
Change = Callable[[Path], object]


def build(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ropewalk.cli", "build", *arguments]
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder.parent / "cache")}
    return subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True, text=True)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("warm") / "project"
    (folder / "notes" / ".obsidian").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG)
    (folder / "notes" / "index.md").write_text("See [[Nowhere]].\n")
    assert "built in" in build(folder).stdout
    return folder


def stamps(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*")}


def test_nothing_has_changed(project: Path) -> None:
    build(project)
    before = stamps(project)
    again = build(project)
    assert again.stdout == UNCHANGED
    assert "notes/index.md:1:5: RW201 link to `Nowhere` has no target" in again.stderr
    assert again.returncode == 0
    assert build(project, "--strict").returncode == 1  # other words: this one is built
    strict = build(project, "--strict")
    assert (strict.stdout, strict.returncode) == (UNCHANGED, 1)
    assert stamps(project).keys() == before.keys()


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "notes" / "index.md").write_text("Other, see [[Nowhere]].\n"),
        lambda folder: (folder / "notes" / "New.md").write_text("New.\n"),
        lambda folder: (folder / "notes" / "New.md").unlink(),
        lambda folder: (folder / "notes" / ".obsidian" / "app.json").write_text("{}"),
        lambda folder: (folder / "mkdocs.yml").write_text(f"{CONFIG}site_author: Somebody\n"),
        lambda folder: (folder / "site" / "index.html").unlink(),
        lambda folder: (folder / "site" / "stray.html").write_text("stray"),
    ],
    ids=["edit", "new", "gone", "settings", "configuration", "no page", "a page too many"],
)
def test_something_has_changed(project: Path, change: Change) -> None:
    change(project)
    assert "built in" in build(project).stdout


def test_and_then_nothing_more(project: Path) -> None:
    assert build(project).stdout == UNCHANGED


def test_without_a_cache_all_is_built(project: Path) -> None:
    assert "built in" in build(project, "--no-cache").stdout
    assert "built in" in build(project, "--no-cache").stdout


def test_a_folder_of_notes_that_gets_a_configuration(tmp_path: Path) -> None:
    vault = tmp_path / "project"
    vault.mkdir()
    (vault / "One.md").write_text("Text.\n")
    arguments = ("--site-dir", "../site")
    build(vault, *arguments)
    assert "nothing has changed" in build(vault, *arguments).stdout
    (vault / "mkdocs.yml").write_text(CONFIG)
    (vault / "notes").mkdir()
    assert "built in" in build(vault, *arguments).stdout


def test_the_cache_is_cleared(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "One.md").write_text("Text.\n")
    build(tmp_path, "notes", "--cache-dir", str(folder))
    assert sorted(path.name for path in folder.iterdir()) == ["builds", "cache.sqlite"]
    command = [sys.executable, "-m", "ropewalk.cli", "cache", "clear", "--cache-dir", str(folder)]
    said = [subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in range(2)]
    assert said == [f"The cache in {folder} is cleared.\n", f"The cache in {folder} is empty.\n"]
    assert not folder.exists()


def test_the_cache_is_not_kept_in_the_vault(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    refused = build(tmp_path, "notes", "--cache-dir", "notes/cache")
    assert refused.returncode == 2
    assert refused.stderr == (
        "error: the folder `notes/cache` for the cache lies in "
        f"`{tmp_path / 'notes'}`. Choose another with `--cache-dir`, or `--no-cache`.\n"
    )
