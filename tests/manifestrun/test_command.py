"""Commands: what is understood, what is refused, and the filters."""

import contextlib
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from manifestrun.command import Command, parse_command
from manifestrun.command_line import REFUSED, split_command
from manifestrun.filters import parse_filter
from manifestrun.problem import ProblemError

TABLES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("commands.yaml").read_text("utf-8")
)


def by_command(row: dict[str, Any]) -> str:
    return str(row["command"])


@pytest.mark.parametrize("row", TABLES["requests"], ids=by_command)
def test_requests(row: dict[str, Any]) -> None:
    assert repr(parse_command(row["command"]).request) == row["is"]


@pytest.mark.parametrize("row", TABLES["refused"], ids=by_command)
def test_refusals(row: dict[str, Any]) -> None:
    with pytest.raises(ProblemError) as caught:
        parse_command(row["command"])
    (problem,) = caught.value.problems
    assert row["reason"] in problem.message
    assert problem.help


@pytest.mark.parametrize("row", TABLES["filters"], ids=by_command)
def test_filters(row: dict[str, Any]) -> None:
    (words,) = split_command(row["command"]).stages
    assert parse_filter(words)(row["in"]) == (row["out"], row.get("exit", 0))


def test_a_pipeline() -> None:
    command = parse_command("kubectl get pods | grep -v NAME | wc -l")
    text = "NAME\na\nb\n"
    for run in command.filters:
        text, _ = run(text)
    assert text == "2\n"


@given(st.text("a \n'\"\\|<>;&$`()#-=/{}[]"))
def test_any_text_is_read_or_refused(text: str) -> None:
    for command in (text, f"kubectl {text}", f"kubectl exec demo -- {text}", f"kubectl get pods | {text}"):
        with contextlib.suppress(ProblemError):
            assert isinstance(parse_command(command), Command)


@given(st.text(st.characters(exclude_categories=["C"])))
def test_single_quotes_keep_everything(text: str) -> None:
    quoted = "'" + text.replace("'", "'\\''") + "'"
    assert split_command(f"echo {quoted}").stages == (("echo", text),)


@pytest.mark.parametrize("char", REFUSED)
def test_quoting_makes_a_character_plain(char: str) -> None:
    assert split_command(f"a '{char}' \\{char}").stages == (("a", char, char),)
    with pytest.raises(ProblemError):
        split_command(f"a {char}b")
