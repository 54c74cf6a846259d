"""What of a note stands outside of a heading that a person writes anew: that must stay the same."""

from __future__ import annotations

from collections.abc import Iterable

from manifestcheck.position import Position
from ropewalk.model.note import CompiledNote
from ropewalk.move.document import Document
from ropewalk.move.edit import Lines
from ropewalk.move.renaming import Renaming


def links_outside(document: Document, renaming: Renaming) -> list[int]:
    """Return the places of the links that stand outside."""
    return _outside(document, renaming, [link.position for link in document.links])


def tags_outside(document: Document, renaming: Renaming) -> list[str]:
    """Return the tags that stand outside, in their order."""
    if document.note is None:
        return list(document.tags)
    tags = document.note.tags
    return [tags[place].name for place in _outside(document, renaming, [tag.position for tag in tags])]


def _outside(document: Document, renaming: Renaming, positions: Iterable[Position]) -> list[int]:
    rename = renaming.heading
    lines = range(0)
    if rename is not None and rename.path == document.path and document.note is not None:
        lines = _heading_lines(document.text, document.note, rename.index)
    return [place for place, position in enumerate(positions) if position.line not in lines]


def _heading_lines(text: str, note: CompiledNote, index: int) -> range:
    span = note.headings[index].span if index < len(note.headings) else None
    if span is None:
        return range(0)
    first = span.position.line
    return range(first, first + text.count("\n", *Lines(text).bounds(span)) + 1)
