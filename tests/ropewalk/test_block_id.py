"""Where a block id may stand at the end of a text."""

from __future__ import annotations

import pytest

from ropewalk.syntax.block_id import trailing_id


@pytest.mark.parametrize(
    ("text", "rest", "name"),
    [
        ("a ^b-1", "a", "b-1"),
        ("a\n^b", "a", "b"),
        ("![[a.png]]^b", "![[a.png]]", "b"),
        ("x ![[a.png|200]]^b ", "x ![[a.png|200]]", "b"),
        ("a^b", "a^b", ""),
        ("[[a]]^2", "[[a]]^2", ""),
        ("[[a]]]]^2", "[[a]]]]^2", ""),
        ("![[a]] [[b]]^2", "![[a]] [[b]]^2", ""),
        ("]]^b", "]]^b", ""),
        ("a ^b_", "a ^b_", ""),
        ("a ^", "a ^", ""),
    ],
)
def test_an_id_stands_behind_white_space_or_an_embed(text: str, rest: str, name: str) -> None:
    assert trailing_id(text) == (rest, name)
