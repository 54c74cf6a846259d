"""The notes around a note: who they are, and the picture of them."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from ropewalk.link import LinkOptions, link
from ropewalk.model.article import Link
from ropewalk.neighbours import neighbours
from ropewalk.render.near import DRAWN, picture
from tests.ropewalk.making import a_note

SVG = "{*}"


def links(count: int) -> list[Link]:
    return [Link(f"A & <b> {number}", f"../N{number}/") for number in range(count)]


def test_a_note_without_neighbours_has_no_picture() -> None:
    assert picture("Alone", []) is None


@pytest.mark.parametrize("count", [1, 7, 8, DRAWN, DRAWN + 20])
def test_each_neighbour_is_drawn_once_inside_of_the_picture(count: int) -> None:
    drawn = picture("Own", links(count))
    assert drawn is not None
    tree = ET.fromstring(drawn)
    nodes = tree.findall(f"{SVG}a")
    assert [node.get("href") for node in nodes] == [one.href for one in links(min(count, DRAWN))]
    _, _, width, height = map(int, tree.attrib["viewBox"].split())
    dots = [circle.attrib for circle in tree.iter() if circle.tag.endswith("circle")]
    assert all(0 < int(dot["cx"]) < width and 0 < int(dot["cy"]) < height for dot in dots)
    assert len({(dot["cx"], dot["cy"]) for dot in dots}) == len(dots)


def test_neighbours_are_those_that_a_note_links_to_and_that_link_to_it() -> None:
    vault = link(
        [
            ("A.md", a_note("B", "A", "Missing", "B")),
            ("B.md", a_note()),
            ("C.md", a_note("A")),
            ("D.md", a_note()),
        ],
        [],
        options=LinkOptions(),
    )
    assert [note.path for note in neighbours(vault, vault.notes["A.md"])] == ["B.md", "C.md"]
    assert neighbours(vault, vault.notes["D.md"]) == ()
