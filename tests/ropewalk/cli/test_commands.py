"""The commands as a whole: how they are listed, and that what is written about them is there."""

from pathlib import Path

import pytest

from ropewalk.cli import ropewalk
from tests.ropewalk.commands import Command

ROOT = Path(__file__).parents[3]


def test_they_are_listed_in_order_each_in_a_whole_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    command = Command(capsys)
    assert command("--help") == 0
    lines = command.out.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in lines][:3] == ["init", "serve", "check"]
    assert all(line.endswith(".") and not line.endswith("...") for line in lines)


def test_a_command_that_is_not_there_gets_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    command = Command(capsys)
    assert command("biuld") == 2
    assert command.err.count("\n") == 1
    assert "biuld" in command.err


def test_the_readme_names_every_command_of_an_author() -> None:
    rows = [
        line
        for line in (ROOT / "README.md").read_text("utf-8").split("\n")
        if line.startswith("| `ropewalk ")
    ]
    named = {row.split("`")[1].split()[1] for row in rows}
    assert named <= ropewalk.commands.keys()
    assert ropewalk.commands.keys() - named == {"cache", "images"}
