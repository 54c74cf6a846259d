"""A file of several parts: places count through all of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from manifestcheck.position import Position
from ropewalk.move.document import Document, other_document
from ropewalk.move.edit import Edit, Lines, Unwritable, edited, edited_bytes
from ropewalk.move.link import Link
from ropewalk.move.property_edits import Address
from ropewalk.move.view import View
from tests.ropewalk.making import a_note


@dataclass(frozen=True)
class Stubborn:
    """A part of which nothing can be edited."""

    links: tuple[Link, ...]
    tags: tuple[str, ...]

    def edits(
        self, _text: str, addresses: Mapping[int, Address], tags: Mapping[int, str]
    ) -> Iterator[Edit | Unwritable]:
        yield from (Unwritable(link=place) for place in addresses)
        yield from (Unwritable(tag=place) for place in tags)


def test_what_cannot_be_written_is_counted_through() -> None:
    link = Link(target="x", subpath="", position=Position(1, 1))
    parts = (Stubborn((link,), ("a", "b")), Stubborn((link, link), ("c",)))
    document = Document(path="p", text="", parts=parts, links=(link,) * 3, tags=("a", "b", "c"))
    found = list(document.edits({0: ("y", None), 2: ("y", None)}, {1: "z", 2: "z"}))
    assert found == [Unwritable(link=0), Unwritable(tag=1), Unwritable(link=2), Unwritable(tag=2)]
    assert list(document.edits({}, {})) == []


def test_only_canvases_and_bases_hold_links_beside_notes() -> None:
    assert other_document("a/x.CANVAS", "{}") is not None
    assert other_document("a/x.Base", "") is not None
    assert other_document("x.png", "[[a]]") is None


def test_offsets_and_positions() -> None:
    lines = Lines("ab\n\ncd\n")
    places = {0: (1, 1), 1: (1, 2), 2: (1, 3), 3: (2, 1), 4: (3, 1), 6: (3, 3), 7: (4, 1)}
    for offset, (line, column) in places.items():
        assert lines.position(offset) == Position(line, column)
        assert lines.offset(Position(line, column)) == offset


def test_edits_of_bytes() -> None:
    edits = [Edit(6, 7, "é"), Edit(0, 1, ""), Edit(3, 3, "!")]
    assert edited("ab\nc\n\nd", edits) == "b\n!c\n\né"
    assert edited_bytes(b"\xef\xbb\xbfab\r\nc\n\r\nd", edits) == "\ufeffb\r\n!c\n\r\né".encode()
    assert edited_bytes(b"ab\rc\r\rd", edits) == "b\r!c\r\ré".encode()


def test_names_by_an_alias_are_looked_up_where_the_site_does() -> None:
    note = a_note(aliases=("Nick",))
    link = Link(target="Nick", subpath="", position=Position(1, 1))
    assert View({"n.md": note}, ()).meaning("x.md", link).path == "n.md"
    assert View({"n.md": note}, (), aliases=False).meaning("x.md", link).path == ""
