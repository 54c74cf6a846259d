"""What this project promises about skipping, on a test file of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TESTS = """
import pytest

def test_plain():
    assert True

@pytest.mark.shared
def test_shared(shared):
    assert (shared / "here").exists()

@pytest.mark.skip(reason="not today")
def test_skipped():
    assert False
"""


@pytest.fixture
def run(tmp_path: Path) -> list[str]:
    """Return a command that runs the tests above in a project with this conftest."""
    (tmp_path / "conftest.py").write_text(
        Path(__file__).with_name("conftest.py").read_text("utf-8"), encoding="utf-8"
    )
    (tmp_path / "pyproject.toml").write_text(
        '[tool.pytest.ini_options]\nmarkers = ["shared", "chromium"]\n', encoding="utf-8"
    )
    (tmp_path / "test_it.py").write_text(TESTS, encoding="utf-8")
    return [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        f"--rootdir={tmp_path}",
        str(tmp_path),
    ]


def outcome(command: list[str], monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    for name in ("ROPEWALK_SHARED", "ROPEWALK_NO_SKIPS"):
        monkeypatch.delenv(name, raising=False)
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return done.returncode, done.stdout.splitlines()[-1] if done.stdout else done.stderr


def test_tests_over_shared_material_are_left_out_without_it(
    run: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, said = outcome(run, monkeypatch)
    assert (code, said.split(" in ")[0]) == (0, "1 passed, 1 skipped, 1 deselected")


def test_tests_over_shared_material_run_where_it_is(
    run: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shared" / "here").mkdir(parents=True)
    code, said = outcome([*run, "--shared", str(tmp_path / "shared")], monkeypatch)
    assert (code, said.split(" in ")[0]) == (0, "2 passed, 1 skipped")


def test_a_wrong_folder_of_shared_material_is_an_error(
    run: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, said = outcome([*run, "--shared", str(tmp_path / "none")], monkeypatch)
    assert code == pytest.ExitCode.USAGE_ERROR
    assert "is not a folder" in said


def test_nothing_may_be_skipped_where_that_is_asked_for(
    run: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, said = outcome([*run, "--no-skips"], monkeypatch)
    assert (code, said.split(" in ")[0]) == (1, "1 passed, 1 deselected, 1 error")
