"""Whatever happens while a command runs: vault, site and cache are whole, and one line says what is wrong."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from manifestrun.whole_file import write_whole
from tests.faults.injecting import NEVER, run_with
from tests.pictures import saved

CONFIG = "site_name: Notes\ndocs_dir: notes\ntheme: {name: ropewalk}\nplugins: [ropewalk: {search: false}]\n"
BUILD = ("build", "--cache-dir", "../cache", "-j", "1")
FIRST = {"index.md": "Home, see [[One]].\n\n![[a.png]]\n", "One.md": "One.\n"}
SECOND = {
    "index.md": "Home again, see [[Two]].\n",
    "Two.md": "Two, and [[One]].\n",
    "Dir/Three.md": "[[One]]\n",
}
SPREAD = 14
LAST = 4
"""Changes at the end, where the old site is removed and the build is remembered."""


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def ropewalk(folder: Path, *words: str, **settings: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ropewalk.cli", *words]
    return subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, **settings)  # type: ignore[call-overload, no-any-return]


def write(project: Path, notes: dict[str, str]) -> None:
    for name, text in notes.items():
        (project / "notes" / name).parent.mkdir(parents=True, exist_ok=True)
        (project / "notes" / name).write_text(text)


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes], dict[str, bytes]]:
    """Return a place with a project whose notes have changed since it was built, its site then and after."""
    root = tmp_path_factory.mktemp("faults")
    place, project = root / "place", root / "place" / "project"
    write(project, FIRST)
    (project / "notes" / "a.png").write_bytes(saved("PNG"))
    (project / "mkdocs.yml").write_text(CONFIG)
    assert ropewalk(project, *BUILD).returncode == 0
    old = files(project / "site")
    write(project, SECOND)
    (done,) = run_with("none", [NEVER], place, *BUILD)
    assert done.code == 0, done.err
    return place, old, files(done.folder / "project" / "site")


@pytest.fixture(scope="module")
def moments(states: tuple[Path, dict[str, bytes], dict[str, bytes]]) -> list[int]:
    """Return the numbers of changes at which something is to happen: some of all, and each of the last."""
    (done,) = run_with("none", [NEVER + 1], states[0], *BUILD)
    assert done.changes > SPREAD + LAST
    step = (done.changes - LAST) // SPREAD
    return [*range(1, done.changes - LAST, step), *range(done.changes - LAST, done.changes + 1)]


def test_a_build_that_is_killed_leaves_the_old_site_or_the_new_one(
    states: tuple[Path, dict[str, bytes], dict[str, bytes]], moments: list[int]
) -> None:
    place, old, new = states
    vault = files(place / "project" / "notes")
    for ended in run_with("killed", moments, place, *BUILD):
        project = ended.folder / "project"
        assert ended.code == -9
        assert files(project / "site") in (old, new), ended.changes
        assert files(project / "notes") == vault
        for left in project.glob(".site*"):  # an empty one is let be for a while
            os.utime(left, (0, 0))
        again = ropewalk(project, *BUILD)
        assert (again.returncode, again.stderr) == (0, ""), ended.changes
        assert files(project / "site") == new, ended.changes
        assert names(project) == ["mkdocs.yml", "notes", "site"], ended.changes
        assert names(ended.folder) == ["cache", "project"]


def test_a_disk_that_is_full_is_told_and_leaves_the_old_site(
    states: tuple[Path, dict[str, bytes], dict[str, bytes]], moments: list[int]
) -> None:
    place, old, new = states
    vault = files(place / "project" / "notes")
    for ended in run_with("full", moments, place, *BUILD):
        project = ended.folder / "project"
        assert files(project / "notes") == vault
        assert names(project) == ["mkdocs.yml", "notes", "site"], ended.changes
        if ended.code == 0:  # what is kept for the next time has no room, and that is no error
            assert files(project / "site") == new
            assert ended.err == ""
        else:
            assert ended.code == 2
            assert files(project / "site") == old
            *page, last = ended.err.splitlines()
            assert last.startswith("error: cannot "), ended.err
            assert "no space left on device" in last
            # MkDocs says which page it was at.
            assert [line for line in page if not line.startswith("error: Error building page")] == []


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    write(project, FIRST)
    (project / "notes" / "a.png").write_bytes(saved("PNG"))
    (project / "mkdocs.yml").write_text(CONFIG)
    return project


def small_files() -> None:
    """Let no file be longer than this, in the process that is about to start."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))


def test_a_file_that_cannot_be_written_to_its_end_is_told(project: Path) -> None:
    done = ropewalk(project, *BUILD, preexec_fn=small_files)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("error: cannot build the site: file too large")
    assert "Traceback" not in done.stderr
    assert names(project) == ["mkdocs.yml", "notes"]


def test_folders_that_may_not_be_written_to_are_told(
    states: tuple[Path, dict[str, bytes], dict[str, bytes]],
) -> None:
    place, old, _ = states
    (ended,) = run_with("sealed", [1], place, *BUILD)
    project = ended.folder / "project"
    assert ended.code == 2
    assert ended.err.startswith("error: cannot write the site to ")
    assert "permission denied" in ended.err
    assert ended.err.count("\n") == 1
    assert files(project / "site") == old


def test_files_that_vanish_or_change_while_they_are_read(
    states: tuple[Path, dict[str, bytes], dict[str, bytes]],
) -> None:
    place = states[0]
    for fault in ("gone", "other"):
        (count,) = run_with(fault, [NEVER], place, *BUILD)
        assert count.changes > 4
        for ended in run_with(fault, range(1, count.changes + 1), place, *BUILD):
            project = ended.folder / "project"
            assert ended.code in {0, 2}, ended.err
            assert "Traceback" not in ended.err
            lines = [line for line in ended.err.splitlines() if not line.startswith("  help: ")]
            assert all(line.startswith(("error: ", "warning: ", "info: ")) for line in lines), lines
            assert names(project) == ["mkdocs.yml", "notes", "site"]
            if ended.code:
                assert ropewalk(project, *BUILD).returncode == 0


def test_two_builds_at_once_and_the_site_is_one_of_theirs(project: Path) -> None:
    command = [sys.executable, "-m", "ropewalk.cli", *BUILD]
    running = [subprocess.Popen(command, cwd=project, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    said = [each.communicate()[1] for each in running]
    assert ([each.returncode for each in running], said) == ([0, 0, 0], ["", "", ""])
    made = files(project / "site")
    assert names(project) == ["mkdocs.yml", "notes", "site"]
    assert ropewalk(project, "build", "--no-cache", "--site-dir", "other").returncode == 0
    assert files(project / "other") == made


def test_a_clock_that_goes_backwards_hides_no_edit(project: Path) -> None:
    assert ropewalk(project, *BUILD).returncode == 0
    tomorrow = time.time() + 86_400
    for folder in (project, project.parent / "cache"):
        for path in folder.rglob("*"):
            os.utime(path, (tomorrow, tomorrow))
    assert ropewalk(project, *BUILD).returncode == 0
    (project / "notes" / "One.md").write_text("Two.\n")
    done = ropewalk(project, *BUILD)
    assert (done.returncode, done.stderr) == (0, "")
    assert "<p>Two.</p>" in (project / "site" / "One" / "index.html").read_text()


KILLED = """
import sys; from pathlib import Path
from manifestrun.whole_file import write_whole; from tests.faults.injecting import inject
inject("killed", int(sys.argv[2]), Path(sys.argv[1]).with_name("begun"))
write_whole(Path(sys.argv[1]), "new" * 100_000)
"""


def test_a_note_that_is_rewritten_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    file, spoken = tmp_path / "notes" / "a.md", Path(__file__).parents[2]
    file.parent.mkdir()
    ends = []
    for number in range(1, 8):
        file.write_text("old")
        command = [sys.executable, "-c", KILLED, str(file), str(number)]
        ends.append(subprocess.run(command, cwd=spoken, check=False).returncode)
        assert file.read_text() in {"old", "new" * 100_000}
    assert set(ends) == {-9, 0}
    assert file.read_text() == "new" * 100_000


def test_a_disk_that_is_full_leaves_the_note_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, link = tmp_path / "a.md", tmp_path / "link.md"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", no_room)
        with pytest.raises(OSError, match="No space left"):
            write_whole(link, "new")
    assert file.read_text() == "old"
    write_whole(link, "new")
    assert (file.read_text(), file.stat().st_mode & 0o777, link.is_symlink()) == ("new", 0o640, True)
    assert names(tmp_path) == ["a.md", "link.md"]


def no_room(*_arguments: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
