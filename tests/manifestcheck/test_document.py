"""How a text becomes documents: every sentence of the specification's two sections on it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifestcheck.document import Mapping, Node, Scalar, Sequence, UnreadableError, read_documents
from manifestcheck.document.nodes import JsonFloat
from manifestcheck.document.number import json_number
from manifestcheck.schema.types import plain

TRUE = "y Y yes Yes YES on On ON true True TRUE"
FALSE = "n N no No NO off Off OFF false False FALSE"
NUMBERS = {
    "0o14": 12,
    "0O14": 12,
    "0777": 511,
    "0b1": 1,
    "0x1F": 31,
    "1_000": 1000,
    "1_": 1,
    "0x_1": 1,
    "+1": 1,
    ".5": 0.5,
    "-.5": -0.5,
    "+.5": 0.5,
    "5.": 5.0,
    "1e3": 1000.0,
    "08": 8.0,
    "089": 89.0,
    "00": 0,
    "-0": 0,
    "18446744073709551615": 18446744073709551615,
    "18446744073709551616": 18446744073709551616.0,
}
STRINGS = "12:30 22:22 1:30:00 2001-01-01 1e _1 0x 0x1.8p1 1e400 = << yEs tRue nuLL t nan 1.2.3 1Gi . + ~~"


def documents(text: str) -> list[Node]:
    found = list(read_documents(text))
    for one in found:
        assert not isinstance(one, UnreadableError), one.problem
    return [one for one in found if not isinstance(one, UnreadableError)]


def values(text: str) -> list[object]:
    return [plain(node) for node in documents(text)]


def value(text: str) -> object:
    (found,) = values(f"v: {text}\n")
    assert isinstance(found, dict)
    return found["v"]


def fault(text: str) -> UnreadableError:
    found = [one for one in read_documents(text) if isinstance(one, UnreadableError)]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("text", TRUE.split())
def test_words_for_true(text: str) -> None:
    assert value(text) is True


@pytest.mark.parametrize("text", FALSE.split())
def test_words_for_false(text: str) -> None:
    assert value(text) is False


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_words_for_null(text: str) -> None:
    assert value(text) is None


@pytest.mark.parametrize(("text", "number"), NUMBERS.items())
def test_numbers(text: str, number: float) -> None:
    found = value(text)
    assert found == number
    assert type(found) is type(number)


@pytest.mark.parametrize("text", STRINGS.split())
def test_strings_that_look_like_something_else(text: str) -> None:
    assert value(text) == text


@pytest.mark.parametrize("text", [".inf", "-.Inf", ".NaN", "!!float .inf"])
def test_what_json_cannot_hold_fails_the_document(text: str) -> None:
    assert "no number that JSON can hold" in fault(f"a: 1\nv: {text}").problem


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("!!str 1", "1"),
        ("!!int '5'", 5),
        ("!!float 5", 5.0),
        ("!!binary aGk=", "hi"),
        ("!custom 5", "5"),
        ("'yes'", "yes"),
        ('"1"', "1"),
    ],
)
def test_tags_and_quotes_decide(text: str, found: object) -> None:
    assert value(text) == found


def test_a_tag_that_does_not_fit_is_an_error() -> None:
    assert fault("v: !!int x").problem == "cannot decode `x` as a !!int"


def test_lines_of_dashes_cut_before_yaml_is_read() -> None:
    assert values("a: 1\n--- # two\nb: 2\n---   \nc: 3\n---\n# nothing\n") == [{"a": 1}, {"b": 2}, {"c": 3}]
    cut, rest = values("a: |\n  x\n---\nb: 1\n")
    assert cut == {"a": "x\n"}
    assert rest == {"b": 1}


def test_nothing_but_a_comment_may_follow_the_dashes() -> None:
    found = fault("a: 1\n--- b: 2\n")
    assert found.problem == "invalid Yaml document separator: b: 2"
    assert found.offset == 5


def test_a_yaml_directive_breaks_the_file() -> None:
    assert "expected <document start>" in fault("%YAML 1.2\n---\na: 1\n").problem


def test_json_is_tried_first() -> None:
    assert values('{"a": 1.0, "b": [true, null, "\\u00e9\\ud83d\\ude00"]}\n{"c": {}}\n---\nd: 1') == [
        {"a": 1.0, "b": [True, None, "é😀"]},
        {"c": {}},
        {"d": 1},
    ]
    (node,) = documents('{"a": 30.0}')
    assert isinstance(node, Mapping)
    number = node.entries["a"]
    assert isinstance(number, Scalar)
    assert isinstance(number.value, JsonFloat)


def test_a_comment_before_json_makes_it_yaml() -> None:
    assert fault('{"a": 1,}').offset == 8
    assert values('# JSON\n{"a": 1,}') == [{"a": 1}]
    assert values("{a: b}") == [{"a": "b"}]


@pytest.mark.parametrize(
    "text", ["{", '{"a"', '{"a": ', '{"a": 1', '{"a": tru}', '{"a": 01}', '{"a": "\n"}', '{"a": 1} x']
)
def test_bad_json_is_one_fault(text: str) -> None:
    assert fault(text).offset <= len(text)


def test_tabs_after_values_a_mark_of_bytes_and_returns_are_accepted() -> None:
    assert values("\ufeffa: 1\t\nb: 2\t# x\r\nc: 3\r\n") == [{"a": 1, "b": 2, "c": 3}]


def test_a_no_break_space_is_part_of_the_key() -> None:
    assert values("a:\n  b: 1\n  \u00a0c: 2\n") == [{"a": {"b": 1, "\u00a0c": 2}}]


def test_keys_become_strings() -> None:
    assert values("1: a\nyes: b\n1.5: c\n") == [{"1": "a", "true": "b", "1.5": "c"}]
    assert fault("~: a").problem == "unsupported map key: null"
    assert fault("a: {{ x }}").way_out is not None


def test_repeated_keys_are_noted_and_the_first_counts() -> None:
    (node,) = documents("a: 1\nb: 2\na: 3\n")
    assert isinstance(node, Mapping)
    assert plain(node) == {"a": 1, "b": 2}
    (repeat,) = node.repeats
    assert (repeat.key, repeat.first, repeat.second) == ("a", 0, 10)


def test_a_merge_adds_what_is_not_there_and_an_overridden_key_is_a_repeat() -> None:
    (node,) = documents("x: &x {a: 1, b: 2}\nm:\n  <<: *x\n  c: 3\n")
    assert plain(node) == {"x": {"a": 1, "b": 2}, "m": {"a": 1, "b": 2, "c": 3}}
    (node,) = documents("x: &x {a: 1, b: 2}\nm:\n  <<: *x\n  a: 3\n")
    assert isinstance(node, Mapping)
    merged = node.entries["m"]
    assert isinstance(merged, Mapping)
    assert [repeat.key for repeat in merged.repeats] == ["a"]
    assert fault("a:\n  <<: 1\n").problem == "map merge requires map or sequence of maps as the value"
    assert values("a: '<<'\nb: <<\n") == [{"a": "<<", "b": "<<"}]


def test_escapes_are_those_that_go_knows() -> None:
    assert values("a: \"it\\'s \\\"so\\'\"\nb: \"\\\\\"\nc: '\\'\nd: \\'\n") == [
        {"a": "it's \"so'", "b": "\\", "c": "\\", "d": "\\'"}
    ]
    found = fault('a: "x\\\\/"\nb: "x\\/"\n')
    assert (found.problem, found.offset) == ("found unknown escape character", 15)
    assert fault('a: "\\\'\\q"').problem == "found unknown escape character"
    assert values('{"a": "\\/"}') == [{"a": "/"}]


def test_a_question_mark_in_a_flow_collection_begins_a_key() -> None:
    assert fault("a: [http://x/?q=1]").way_out is not None
    assert values("a: http://x/?q=1\nb: ['x?']") == [{"a": "http://x/?q=1", "b": ["x?"]}]


def test_limits_are_held_before_anything_is_built() -> None:
    assert fault("[" * 50_000).limit
    assert fault("a: " + "{a: " * 50_000).limit
    assert fault('{"a":' * 50_000).limit
    assert fault("a: " + "x" * (1 << 20)).problem == "larger than 1024 KiB"
    assert fault("a: &a [x]\nb: [" + "*a, " * 1001 + "]").problem == "document contains excessive aliasing"
    laughs = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 30))
    assert fault(laughs).problem == "document contains excessive aliasing"
    assert fault("a: &a [*a]").problem == "anchor 'a' value contains itself"
    assert fault("a: *b").problem == "unknown anchor 'b' referenced"
    assert documents("[" * 100 + "]" * 100)


@pytest.mark.parametrize(
    "text", ["a: \x00", "a: \ud800", "a: \x07", "\t- a: b", "a: 'x", "a: [", "a: b: c", "- a\nb"]
)
def test_what_is_no_yaml_is_a_fault_inside_the_text(text: str) -> None:
    assert 0 <= fault(text).offset <= len(text)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (30.0, "30"),
        (0.1, "0.1"),
        (1e21, "1e+21"),
        (1e20, "100000000000000000000"),
        (1e-7, "1e-7"),
        (1.5e-6, "0.0000015"),
    ],
)
def test_numbers_are_written_as_go_writes_them(number: float, text: str) -> None:
    assert json_number(number) == text


@given(st.text(st.sampled_from("a:-[]{}&*!|>'\"%@`#,? \n\t<0.~y\\\r\ufeff\u2028"), max_size=60))
def test_any_text_is_documents_or_faults(text: str) -> None:
    for found in read_documents(text):
        if isinstance(found, UnreadableError):
            assert 0 <= found.offset <= len(text)
        else:
            _inside(found, len(text))


def _inside(node: Node, length: int) -> None:
    assert 0 <= node.offset <= length
    if isinstance(node, Mapping):
        for child in node.entries.values():
            _inside(child, length)
    elif isinstance(node, Sequence):
        for child in node.items:
            _inside(child, length)
