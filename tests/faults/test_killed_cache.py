"""A process that dies while it writes its cache: the next one believes nothing that is not whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ropewalk.cache import Cache, key_of
from tests.faults.injecting import NEVER, TEMPORARY, run_again, run_with
from tests.faults.test_faults import BUILD, CONFIG, FIRST, SECOND, files, names, ropewalk, write

BEFORE = {key_of(str(number)): b"before" * 100 for number in range(10)}
AFTER = {key_of(str(number)): b"after" * (400 + number) for number in range(5, 15)}
PAGE = 4_096
"""Bytes that SQLite writes at once."""

PUT = """
import os, sys
from pathlib import Path
from ropewalk.cache import Cache
from tests.faults.injecting import inject
from tests.faults.test_killed_cache import AFTER

root, fault, numbers = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
for number in numbers.split(","):
    child = os.fork()
    if child == 0:
        inject(fault, int(number), root / f"begun.{number}")
        Cache(root / number).put(AFTER)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def put(root: Path, fault: str, numbers: list[int], before: dict[bytes, bytes]) -> list[int]:
    """Put what is to be kept into a cache for each number, and return how each process ended."""
    for number in numbers:
        Cache(root / str(number)).put(before)
    command = [sys.executable, "-c", PUT, str(root), fault, ",".join(map(str, numbers))]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], check=True, capture_output=True, text=True)
    return [int(line) for line in done.stdout.splitlines()]


def found(folder: Path) -> dict[bytes, bytes]:
    taken: dict[bytes, bytes] = {}
    Cache(folder).get([*BEFORE, *AFTER], taken.__setitem__)
    return taken


@pytest.mark.parametrize("before", [{}, BEFORE], ids=["a new cache", "a cache in use"])
@pytest.mark.parametrize("fault", ["querying", "torn"])
def test_what_is_kept_is_all_there_or_not_at_all(
    tmp_path: Path, fault: str, before: dict[bytes, bytes]
) -> None:
    moments = {"querying": range(1, 80, 2), "torn": range(100, 20 * PAGE, 2_011)}
    numbers = [*moments[fault], NEVER]
    ends = put(tmp_path, fault, numbers, before)
    assert ends[-1] == 0
    assert sum(end != 0 for end in ends) > 8
    for number, end in zip(numbers, ends, strict=True):
        folder = tmp_path / str(number)
        assert end in {0, -9, -25}
        assert found(folder) in ([before | AFTER] if end == 0 else [before, before | AFTER])
        Cache(folder).put(AFTER)
        assert found(folder) == before | AFTER
        assert names(folder) == ["cache.sqlite"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a place with a project that was built and edited since, and a folder for temporary files."""
    place = tmp_path_factory.mktemp("killed") / "place"
    write(place / "project", FIRST)
    (place / TEMPORARY).mkdir()
    (place / "project" / "mkdocs.yml").write_text(CONFIG)
    assert ropewalk(place / "project", *BUILD).returncode == 0
    write(place / "project", SECOND)
    return place


def clean(project: Path) -> dict[str, bytes]:
    """Return the site that a build makes which knows nothing of earlier ones."""
    assert ropewalk(project, "build", "--no-cache", "--site-dir", "../clean").returncode == 0
    return files(project.parent / "clean")


@pytest.mark.parametrize(("fault", "numbers"), [("querying", [1, 12]), ("torn", [300, PAGE, 12 * PAGE])])
def test_a_build_that_dies_within_a_write_is_made_good_by_the_next(
    place: Path, fault: str, numbers: list[int]
) -> None:
    old = files(place / "project" / "site")
    died = run_with(fault, numbers, place, *BUILD)
    assert {one.code for one in died} <= {-9, -25}
    assert [files(one.folder / "project" / "site") == old for one in died] == [True] * len(died)
    again = run_again([one.folder for one in died], *BUILD)
    new = clean(place / "project")
    for one in again:
        assert (one.code, one.err) == (0, "")
        assert files(one.folder / "project" / "site") == new
        assert names(one.folder / "project") == ["mkdocs.yml", "notes", "site"]
        assert names(one.folder / "cache") == ["builds", "cache.sqlite"]


SERVE = ("serve", "--cache-dir", "../cache", "-j", "1", "--dev-addr", "127.0.0.1:0")


def test_a_server_that_is_killed_leaves_nothing_that_another_believes(place: Path) -> None:
    (whole,) = run_with("edited", [NEVER], place, *SERVE)
    assert (whole.code, whole.err, names(whole.folder / TEMPORARY)) == (0, "", [])
    assert whole.changes > 3  # the last is the removal of the folder
    begins = run_with("killed", [40], place, *SERVE)
    tears = run_with("torn", [6 * PAGE], place, *SERVE)
    edits = run_with("edited", range(1, whole.changes), place, *SERVE)
    died = [*begins, *tears, *edits]
    assert {one.code for one in died} <= {-9, -25}
    assert [len(names(one.folder / TEMPORARY)) for one in died] == [1] * len(died)
    again = run_again([one.folder for one in died], *BUILD)
    made = {False: clean(place / "project"), True: clean(whole.folder / "project")}
    for one in again:
        assert (one.code, one.err) == (0, "")
        assert files(one.folder / "project" / "site") == made[".edited." in one.folder.name]
    (last,) = run_with("edited", [NEVER], edits[-1].folder, *SERVE)
    assert (last.code, names(last.folder / TEMPORARY)) == (0, [])
