"""How long the command line takes to begin: seconds of the processor beside those of Python and click."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

MOST = 0.35
BARE = ("-c", "import click")
COMMAND = ("-m", "ropewalk.cli")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a vault of twenty notes, and keep bytecode as an installation does."""
    folder = tmp_path_factory.mktemp("start")
    for number in range(20):
        links = f"[[Note {(number + 1) % 20}]]"
        (folder / f"Note {number}.md").write_text(
            f"---\ntags: [a]\n---\n# Heading\n\n> [!tip]\n> See {links}.\n"
        )
    return folder


def seconds(place: Path, *arguments: str) -> float:
    """Return the least time of the processor that Python has taken in a few runs."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(place / ".bytecode")
    taken = []
    for _ in range(6):  # the first one writes the bytecode
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=place, env=environment, stdout=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
        taken.append(usage.ru_utime + usage.ru_stime)
    return min(taken)


@pytest.mark.parametrize("arguments", [("--help",), ("check", "--no-cache"), ("check",)])
def test_a_command_begins_quickly(place: Path, arguments: tuple[str, ...]) -> None:
    assert seconds(place, *COMMAND, *arguments) - seconds(place, *BARE) < MOST
