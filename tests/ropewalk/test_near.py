"""The notes around a note: who they are, and the picture of them."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from ropewalk.link import LinkOptions, link
from ropewalk.model.article import Link
from ropewalk.neighbours import neighbours
from ropewalk.render.near import DRAWN, picture
from tests.ropewalk.making import a_note
from tests.ropewalk.rendering import HOST, page

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


@pytest.mark.parametrize("count", [8, 13, DRAWN, DRAWN + 20])
def test_of_many_the_closest_are_named_and_no_name_meets_another_or_a_dot(count: int) -> None:
    every = [Link(f"W{number:02} is a long name indeed", f"../N{number}/") for number in range(count)]
    closest = [*reversed(every)][:DRAWN]
    drawn = picture("WWWWWWWWWWWWWWWWWWWWWWWWWW", every, closest)
    assert drawn is not None
    tree = ET.fromstring(drawn)
    nodes = tree.findall(f"{SVG}a")
    named = [node for node in nodes if "near-named" in node.get("class", "").split()]
    assert [node.get("href") for node in named] == [link.href for link in every[-6:]]
    assert {node.get("href") for node in nodes} == {link.href for link in closest}
    own = tree.findall(f"{SVG}g")
    shown = [(name_box(node), node) for node in [*named, *own]]
    boxes = [box for box, _ in shown] + [dot_box(node) for node in [*nodes, *own]]
    for box, _ in shown:
        assert 0 <= box[0] < box[2] <= 240
        assert [other for other in boxes if other is not box and meet(box, other)] == []


def name_box(node: ET.Element) -> tuple[float, float, float, float]:
    text = node.find(f"{SVG}text")
    assert text is not None
    x, y, half = float(text.get("x", 0)), float(text.get("y", 0)), 47
    return x - half, y - 9, x + half, y + 2


def dot_box(node: ET.Element) -> tuple[float, float, float, float]:
    dot = node.find(f"{SVG}circle")
    assert dot is not None
    x, y, r = (float(dot.get(name, 0)) for name in ("cx", "cy", "r"))
    return x - r, y - r, x + r, y + r


def meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_those_with_most_links_are_the_closest(tmp_path: Path) -> None:
    files = {f"N{number}.md": "[[Host]]" for number in range(9)} | {HOST: "[[N7]] [[N3]] [[N3]]"}
    article = page(tmp_path, files)
    assert [link.text for link in article.closest] == ["N3", "N7", *(f"N{n}" for n in (0, 1, 2, 4, 5, 6, 8))]
    assert page(tmp_path / "few", {"A.md": "[[Host]]", HOST: ""}).closest == ()


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
