"""The comparing form of headings, and the lookup of parts."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.compile import compile_note
from ropewalk.model.note import Block, Dialect, Heading, Properties
from ropewalk.subpath import Part, find_part, heading_key
from tests.ropewalk.making import a_note

NOTE = a_note(
    headings=(
        "# A",
        "## X",
        "# B",
        "## X",
        "### Deep",
        "# A",
        "## Only here",
        "# See [[Other]]",
        "# Q & A: why?",
    ),
    blocks=("one", "Two-2", "ONE"),
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Plain", "plain"),
        ("  Two   words ", "two words"),
        ("See [[Other]]", "see other"),
        ("a-b_c'd", "a-b_c'd"),
        ('!"#$%&()*+,.:;<=>?@^`{|}~/[]\\\r\n', ""),
        ("Q & A: why?", "q a why"),
        ("Cafe\u0301", "caf\u00e9"),
        ("a\u00a0b", "a b"),
        ("安装 🪢", "安装 🪢"),
    ],
)
def test_heading_key(text: str, key: str) -> None:
    assert heading_key(text) == key


@given(st.text())
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert heading_key(heading_key(text)) == heading_key(text)


@pytest.mark.parametrize(
    ("subpath", "place"),
    [
        ("A", 0),
        ("x", 1),
        ("A#X", 1),
        ("B#X", 3),
        ("B#Deep", 4),
        ("B#X#Deep", 4),
        ("Deep", 4),
        ("A#Only here", 6),
        ("See Other", 7),
        ("Q A why", 8),
        ("#B##X", 3),
        ("A#Deep", None),
        ("X#B", None),
        ("B#B", None),
        ("Nothing", None),
        ("A#A#A#A#A#A#A#A", None),
    ],
)
def test_headings(subpath: str, place: int | None) -> None:
    part = find_part(NOTE, subpath)
    assert part == (Part(missing=True) if place is None else Part(NOTE.headings[place]))


@pytest.mark.parametrize(
    ("subpath", "id_"), [("^one", "one"), ("^TWO-2", "Two-2"), ("A#^one", "one"), ("^no", None)]
)
def test_blocks(subpath: str, id_: str | None) -> None:
    part = find_part(NOTE, subpath)
    assert part.missing is (id_ is None)
    assert id_ is None or (isinstance(part.value, Block) and part.value.id == id_)


@pytest.mark.parametrize(("subpath", "missing"), [("", False), ("#", False), ("[^1]", False), ("[^9]", True)])
def test_neither_heading_nor_block(subpath: str, missing: bool) -> None:  # noqa: FBT001
    assert find_part(NOTE, subpath) == Part(missing=missing)


@given(st.lists(st.tuples(st.integers(1, 6), st.sampled_from("ABC")), max_size=12), st.data())
def test_the_path_of_every_heading_leads_to_one_of_its_name(
    outline: list[tuple[int, str]], data: st.DataObject
) -> None:
    note = a_note(headings=tuple("#" * level + " " + text for level, text in outline))
    path: list[Heading] = []
    for heading in note.headings:
        path = [*(above for above in path if above.level < heading.level), heading]
        kept = [above for above in path[:-1] if data.draw(st.booleans())]
        part = find_part(note, "#".join(part.text for part in [*kept, heading]))
        assert isinstance(part.value, Heading)
        assert part.value.key == heading.key
        assert part.value.line <= heading.line


def test_a_note_of_nothing_but_headings_stays_cheap() -> None:
    note = a_note(headings=("# A", "## A", "### A", "#### A", "##### A", "###### A") * 2000)
    begin = time.perf_counter()
    assert find_part(note, "A#B" * 5000) == Part(missing=True)
    assert find_part(note, "A#A#A#A#A#A").value == note.headings[5]
    assert time.perf_counter() - begin < 5


def test_a_comment_in_a_heading_is_no_part_of_what_a_link_names() -> None:
    note = compile_note("## Four %%or five%% things\n", Properties(), Dialect())
    assert [heading.key for heading in note.headings] == [heading_key("Four things")]
