"""A canvas (JSON Canvas 1.0): its cards that show files, and those of Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ropewalk.compile import compile_note
from ropewalk.model.note import CompiledNote, Dialect, Properties
from ropewalk.move.edit import Edit, Lines, Unwritable, edited
from ropewalk.move.json_strings import JsonString, json_strings
from ropewalk.move.link import Link, Part, links_of_note
from ropewalk.move.note_part import note_edits
from ropewalk.move.property_edits import Address

_CARDS = "nodes"
_UNCHECKED = Dialect(kubernetes=())


def canvas_parts(text: str) -> tuple[Part, ...]:
    """Return the cards of a canvas; none where it is not valid JSON."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return ()
    lines = Lines(text)
    cards: dict[object, dict[str, JsonString]] = {}
    for string in json_strings(text):
        match string.path:
            case (name, int(number), str(key)) if name == _CARDS:
                cards.setdefault(number, {})[key] = string
    return tuple(part for card in cards.values() for part in _parts(card, lines))


def _parts(card: Mapping[str, JsonString], lines: Lines) -> Iterator[Part]:
    kind = card["type"].value if "type" in card else ""
    if kind == "file" and "file" in card:
        yield FileCard(file=card["file"], subpath=card.get("subpath"), lines=lines)
    elif kind == "text" and "text" in card:
        text = card["text"].value
        yield TextCard(string=card["text"], note=compile_note(text, Properties(), _UNCHECKED), lines=lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCard:
    """A card that shows a file, by its path from the root."""

    file: JsonString
    subpath: JsonString | None
    lines: Lines

    @property
    def links(self) -> tuple[Link, ...]:
        """The file, as a link that begins with `/`."""
        subpath = self.subpath.value.removeprefix("#") if self.subpath else ""
        position = self.lines.position(self.file.start)
        return (Link(target=f"/{self.file.value}", subpath=subpath, position=position),)

    @property
    def tags(self) -> tuple[str, ...]:
        """None."""
        return ()

    def edits(self, _text: str, addresses: Mapping[int, Address], _tags: Mapping[int, str]) -> Iterator[Edit]:
        """Yield the edits of the canvas."""
        for target, subpath in addresses.values():
            if target is not None:
                yield _replaced(self.file, target.removeprefix("/"))
            if subpath is not None and self.subpath:
                yield _replaced(self.subpath, f"#{subpath}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCard:
    """A card of Markdown; its links are the canvas's, and count from its folder."""

    string: JsonString
    note: CompiledNote
    lines: Lines

    @property
    def links(self) -> tuple[Link, ...]:
        """Its links, all at the place of the card."""
        return links_of_note(self.note, self.lines.position(self.string.start))

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags."""
        return tuple(tag.name for tag in self.note.tags)

    def edits(
        self, _text: str, addresses: Mapping[int, Address], tags: Mapping[int, str]
    ) -> Iterator[Edit | Unwritable]:
        """Yield the edit of the canvas, and what cannot be edited."""
        made: list[Edit] = []
        for one in note_edits(self.string.value, self.note, addresses, tags):
            if isinstance(one, Edit):
                made.append(one)
            else:
                yield one
        if made:
            yield _replaced(self.string, edited(self.string.value, made))


def _replaced(string: JsonString, value: str) -> Edit:
    return Edit(string.start, string.end, string.written(value))
