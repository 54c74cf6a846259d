"""The marks and tokens of our block state are the library's."""

from typing import Literal

from hypothesis import given
from hypothesis import strategies as st
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from ropewalk.syntax import parser
from ropewalk.syntax.block_state import LeanState

MD = parser()


def attributes(state: StateBlock) -> dict[str, object]:
    return {name: getattr(state, name) for name in vars(state)}


@given(st.text(alphabet=" \t\n\u00a0\x0ba>-", max_size=30))
def test_lines_are_marked_as_the_library_does(text: str) -> None:
    assert attributes(LeanState(text, MD, {}, [])) == attributes(StateBlock(text, MD, {}, []))


NESTINGS: list[Literal[-1, 0, 1]] = [-1, 0, 1]


@given(st.lists(st.sampled_from(NESTINGS), max_size=9))
def test_tokens_are_those_of_the_library(nestings: list[Literal[-1, 0, 1]]) -> None:
    ours, theirs = LeanState("a", MD, {}, []), StateBlock("a", MD, {}, [])
    for nesting in nestings:
        assert ours.push("a", "b", nesting) == theirs.push("a", "b", nesting)
    assert ours.tokens == theirs.tokens
    assert ours.level == theirs.level


def test_all_fields_of_a_token_are_set() -> None:
    token = LeanState("a", MD, {}, []).push("a", "b", 0)
    assert {name: getattr(token, name) for name in Token.__slots__}.keys() == set(Token.__slots__)
