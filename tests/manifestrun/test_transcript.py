"""The transcript: cut into steps, compared with what came, and brought up to date."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from manifestrun.compare import compare, masked
from manifestrun.pattern import Vocabulary
from manifestrun.problem import ProblemError
from manifestrun.transcript import Step, parse_transcript
from manifestrun.update import Replacement, update_transcript

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("transcripts.yaml").read_text("utf-8"))
WORDS = Vocabulary()
OUTPUT = st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1).filter(str.split))

TEXT = """\

$ kubectl exec demo -- sh -c '
> echo one
> '
one

two

$ kubectl exec demo -- false
command terminated with exit code 1
? 1
$ kubectl delete pod demo
"""


def test_steps() -> None:
    assert parse_transcript(TEXT) == (
        Step(
            line=2,
            first_output=5,
            command="kubectl exec demo -- sh -c '\necho one\n'",
            expected=("one", "", "two"),
        ),
        Step(
            line=9,
            first_output=10,
            command="kubectl exec demo -- false",
            expected=("command terminated with exit code 1",),
            exit=1,
            exit_line=11,
        ),
        Step(line=12, first_output=13, command="kubectl delete pod demo", expected=()),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: the transcript has no command"),
        ("\n\nhello\n$ kubectl get pods\n", "line 3: `hello` stands before the first command"),
        ("hello\n$ kubectl get pods\n", "line 1: `hello` stands before the first command"),
        ("$\n", "line 1: `$` stands before the first command"),
    ],
)
def test_a_transcript_begins_with_a_command(text: str, message: str) -> None:
    with pytest.raises(ProblemError, match=message.replace("$", r"\$")):
        parse_transcript(text)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["expected"])
def test_compare(case: dict[str, Any]) -> None:
    bindings = compare(tuple(case["expected"].splitlines()), tuple(case["got"].splitlines()), {}, WORDS)
    assert (bindings is not None) == case["match"]
    assert (bindings or {}) == case.get("bind", {})


def test_a_configured_token() -> None:
    words = Vocabulary(tokens={"COLOUR": "red|green"})
    assert compare(("it is [COLOUR]",), ("it is green",), {}, words) is not None
    assert compare(("it is [COLOUR]",), ("it is blue",), {}, words) is None


def test_a_bound_name_in_a_command() -> None:
    bound = {"IP:server": "10.244.0.2"}
    assert (
        WORDS.substitute("wget http://[IP:server]/ [IP:other]", bound) == "wget http://10.244.0.2/ [IP:other]"
    )
    assert WORDS.unbound("wget http://[IP:other]/") == "[IP:other]"
    assert WORDS.unbound("ls [a:b] [IP]") is None


@given(OUTPUT)
def test_what_came_is_what_was_expected_after_an_update(got: list[str]) -> None:
    text = "$ kubectl get pods\nold\n? 3\n$ kubectl logs demo\nkept [AGE]\n"
    step, other = parse_transcript(text)
    change = Replacement(step=step, lines=tuple(line.strip() for line in got), exit=0)
    if any(line.strip()[:1] in {"$", ">", "?"} for line in got):
        return
    new, same = parse_transcript(update_transcript(text, [change]))
    assert (new.expected, new.exit) == (change.lines, 0)
    assert (same.command, same.expected) == (other.command, other.expected)


def test_an_update_keeps_the_tokens_that_still_match() -> None:
    expected = ("NAME   READY   AGE     IP", "demo   1/2     [AGE]   [IP:a]", "...", "gone", "last [N]")
    got = ("NAME   READY   AGE     IP", "demo   2/2     7s      10.0.0.9", "new", "last 7")
    assert masked(expected, got, {}, WORDS) == (
        "NAME   READY   AGE     IP",
        "demo   2/2     [AGE]   [IP:a]",
        "...",
        "last [N]",
    )


def test_an_update_touches_nothing_else() -> None:
    first, second, third = parse_transcript(TEXT)
    assert update_transcript(TEXT, []) == TEXT
    changes = [
        Replacement(step=third, lines=('pod "demo" deleted',), exit=0),
        Replacement(step=second, lines=(), exit=0),
        Replacement(step=first, lines=("three",), exit=2),
    ]
    assert update_transcript(TEXT, changes) == (
        "\n$ kubectl exec demo -- sh -c '\n> echo one\n> '\nthree\n? 2\n\n"
        '$ kubectl exec demo -- false\n$ kubectl delete pod demo\npod "demo" deleted\n'
    )


def test_an_output_that_matches_stays_as_it_was_written() -> None:
    assert masked(("a  [AGE]", "..."), ("a 3s", "x", "y"), {}, WORDS) == ("a  [AGE]", "...")


def test_a_transcript_in_a_quote_in_a_file() -> None:
    text = "# Note\n\n> ```console\n> $ kubectl get pods\n> old\n> ```\n"
    (step,) = parse_transcript("$ kubectl get pods\nold\n", first_line=4)
    assert (step.line, step.first_output) == (4, 5)
    changed = update_transcript(text, [Replacement(step=step, lines=("new", "", "last"), exit=2)])
    assert changed == "# Note\n\n> ```console\n> $ kubectl get pods\n> new\n>\n> last\n> ? 2\n> ```\n"


def test_other_ends_of_lines_stay() -> None:
    text = "$ kubectl get pods\r\nold\u2028line\r\n$ kubectl logs demo"
    first, last = parse_transcript(text)
    assert first.expected == ("old\u2028line",)
    changes = [
        Replacement(step=first, lines=("new",), exit=0),
        Replacement(step=last, lines=("end",), exit=0),
    ]
    assert update_transcript(text, changes) == "$ kubectl get pods\r\nnew\r\n$ kubectl logs demo\nend"
