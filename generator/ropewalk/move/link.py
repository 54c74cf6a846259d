"""What every kind of file with links in it is to a move: parts that hold links and tags and can be edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from manifestcheck.position import Position
from ropewalk.model.note import CompiledNote, Written
from ropewalk.move.edit import Edit, Unwritable
from ropewalk.move.property_edits import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link as far as a move is concerned with it."""

    target: str
    """As in a `Reference`."""
    subpath: str
    position: Position
    web: bool = False
    """Written as Markdown or HTML, whose other readers know relative paths alone."""


class Part(Protocol):
    """A stretch of a file."""

    @property
    def links(self) -> tuple[Link, ...]:
        """Its links."""

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags, as written, without `#`."""

    def edits(
        self, text: str, addresses: Mapping[int, Address], tags: Mapping[int, str], /
    ) -> Iterator[Edit | Unwritable]:
        """Yield the edits of the file's text that give these links and tags, by their places, other names."""


def links_of_note(note: CompiledNote, place: Position | None = None) -> tuple[Link, ...]:
    """Return the links of Markdown; `place` is where they stand if it is part of another file."""
    return tuple(
        Link(
            target=reference.target,
            subpath=reference.subpath,
            position=place or reference.position,
            web=reference.written in {Written.MARKDOWN, Written.HTML},
        )
        for reference in note.references
    )
