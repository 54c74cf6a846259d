"""The links and tags of a stretch of Markdown, a note or a card of a canvas, written anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ropewalk.model.note import CompiledNote, Heading, Reference
from ropewalk.move.address import write_address
from ropewalk.move.edit import Edit, Lines, Unwritable
from ropewalk.move.property_edits import Address, property_edits


def note_edits(
    text: str, note: CompiledNote, addresses: Mapping[int, Address], tags: Mapping[int, str]
) -> Iterator[Edit | Unwritable]:
    """Yield the edits of a text by which these of its links and tags name something else.

    The keys are places in `CompiledNote.references` and `CompiledNote.tags`.
    """
    lines = Lines(text)
    own = len(note.references) - len(note.properties.references)
    for place, address in addresses.items():
        if place < own:
            edit = _link_edit(text, lines, note.references[place], address)
            yield edit or Unwritable(link=place)
    first = len(note.properties.tags)
    for place, name in tags.items():
        if place >= first:
            tag = note.tags[place]
            start = lines.offset(tag.position) + 1
            same = text.startswith(tag.name, start)
            yield Edit(start, start + len(tag.name), name) if same else Unwritable(tag=place)
    properties = {place - own: address for place, address in addresses.items() if place >= own}
    for edit_or_not in property_edits(text, properties, tags):
        if isinstance(edit_or_not, Unwritable) and edit_or_not.link is not None:
            yield Unwritable(link=edit_or_not.link + own)
        else:
            yield edit_or_not


def _link_edit(text: str, lines: Lines, reference: Reference, address: Address) -> Edit | None:
    if reference.address is None:
        return None
    start, end = lines.bounds(reference.address)
    target, subpath = address
    written = write_address(reference.written, text[start:end], target=target, subpath=subpath)
    return None if written is None else Edit(start, end, written)


def heading_edit(text: str, heading: Heading, new: str) -> Edit | None:
    """Return the edit by which a heading gets another text; None: its own holds a comment."""
    return None if heading.span is None else Edit(*Lines(text).bounds(heading.span), new)
