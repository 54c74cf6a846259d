"""A file with links in it, whatever its kind: a note, a canvas or a base."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from ropewalk.model.note import CompiledNote
from ropewalk.move.base import base_parts
from ropewalk.move.canvas import canvas_parts
from ropewalk.move.edit import Edit, Unwritable
from ropewalk.move.link import Link, Part, links_of_note
from ropewalk.move.note_part import note_edits
from ropewalk.move.property_edits import Address

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePart:
    """All of a note."""

    note: CompiledNote

    @property
    def links(self) -> tuple[Link, ...]:
        """Its links, those in comments and properties too."""
        return links_of_note(self.note)

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags, those of the properties first."""
        return tuple(tag.name for tag in self.note.tags)

    def edits(
        self, text: str, addresses: Mapping[int, Address], tags: Mapping[int, str]
    ) -> Iterator[Edit | Unwritable]:
        """Yield the edits of the note."""
        return note_edits(text, self.note, addresses, tags)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file as it was read."""

    path: str
    text: str
    parts: tuple[Part, ...]
    links: tuple[Link, ...]
    """Those of all parts."""
    tags: tuple[str, ...]
    """Those of all parts, as written."""
    note: CompiledNote | None = None
    """What it compiles to, if it is a note."""

    def edits(self, addresses: Mapping[int, Address], tags: Mapping[int, str]) -> Iterator[Edit | Unwritable]:
        """Yield the edits by which these of its links and tags name something else, and what none can do."""
        links = names = 0
        for part in self.parts:
            own = _within(addresses, links, len(part.links))
            own_tags = _within(tags, names, len(part.tags))
            for one in part.edits(self.text, own, own_tags) if own or own_tags else ():
                yield _shifted(one, links, names) if isinstance(one, Unwritable) else one
            links += len(part.links)
            names += len(part.tags)


def _within(given: Mapping[int, T], first: int, count: int) -> dict[int, T]:
    return {place - first: value for place, value in given.items() if first <= place < first + count}


def _shifted(one: Unwritable, links: int, tags: int) -> Unwritable:
    return Unwritable(
        link=None if one.link is None else one.link + links, tag=None if one.tag is None else one.tag + tags
    )


def note_document(path: str, text: str, note: CompiledNote) -> Document:
    """Return a note as a document."""
    return _document(path, text, (NotePart(note=note),), note)


def other_document(path: str, text: str) -> Document | None:
    """Return a canvas or a base as a document; None: a file of this name holds no links."""
    name = path.lower()
    if name.endswith(".canvas"):
        return _document(path, text, canvas_parts(text))
    if name.endswith(".base"):
        return _document(path, text, base_parts(text))
    return None


def _document(path: str, text: str, parts: tuple[Part, ...], note: CompiledNote | None = None) -> Document:
    links = tuple(link for part in parts for link in part.links)
    tags = tuple(tag for part in parts for tag in part.tags)
    return Document(path=path, text=text, parts=parts, links=links, tags=tags, note=note)
