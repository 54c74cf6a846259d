"""What stands in comments: its links and tags are kept as hidden ones, for renaming notes."""

from __future__ import annotations

from dataclasses import replace

from markdown_it import MarkdownIt

from manifestcheck.position import Position
from ropewalk.compile.references import from_address, from_image, from_wikilink, is_external, is_web_address
from ropewalk.compile.unit import Unit
from ropewalk.model.note import Reference, Tag
from ropewalk.syntax.comment import Blanked
from ropewalk.syntax.hidden import Hidden, links_in


def add_hidden(unit: Unit, md: MarkdownIt, blanked: Blanked) -> None:
    """Add what the comments of a note hold, and a finding if one is never closed."""
    for found in links_in(md, "\n".join(unit.lines), blanked.hidden, unit.first_line):
        if found.token.type == "tag":
            tag = Tag(name=found.token.content, position=found.position, hidden=True)
            unit.symbols.tags.append(tag)
        elif reference := _reference(found):
            unit.symbols.refer(replace(reference, shown=reference.shown or found.text, hidden=True))
    if blanked.unclosed is not None:
        unit.symbols.warn(
            "RW401",
            "comment is never closed, so the rest of the note is not published",
            _position(unit, blanked.unclosed),
            "Close the comment where it is meant to end.",
        )


def _reference(found: Hidden) -> Reference | None:
    """Return the reference that a link or an embed makes; None where it leads out of the vault."""
    token, place = found.token, (found.position, found.length)
    if token.type == "wikilink":
        external = is_web_address(token.meta["link"].target)
        return None if external else from_wikilink(token, place, found.address)
    address = str(token.attrs["src" if token.type == "image" else "href"])
    if is_external(address):
        return None
    if token.type == "image":
        return from_image(token, place, found.address)
    return from_address(address, place, found.address)


def _position(unit: Unit, offset: int) -> Position:
    """Return the place of an offset in the body."""
    line = 0
    while offset > len(unit.lines[line]):
        offset -= len(unit.lines[line]) + 1
        line += 1
    return Position(unit.first_line + line, offset + 1)
