"""The items of a HEIC or AVIF file: pictures and what is said about them (ISO/IEC 14496-12, 8.11)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ropewalk.attachments.boxes import Box, boxes, number
from ropewalk.attachments.unreadable import UnreadableError

_PICTURES: Final = frozenset(
    (b"hvc1", b"av01", b"avc1", b"vvc1", b"jpeg", b"j2k1", b"unci", b"grid", b"iovl", b"iden", b"tmap")
)
_IN_FILE, _IN_META = 0, 1
_NUMBER: Final = {2: 2, 3: 4}
"""Bytes of an item's number, by the version of its entry."""
_WIDE: Final = 2
"""The version of the list of places that has numbers of four bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item with the places of its data."""

    kind: bytes
    is_picture: bool
    """Not so for a smaller copy of another."""
    named: range | None
    """Where its name stands, to its end."""
    extents: tuple[range, ...]


def items(data: bytes, meta: Box) -> Iterator[Item]:
    """Yield what a file's `meta` box lists; raise UnreadableError."""
    inner = {box.name: box for box in boxes(data, meta.content + 4, meta.end)}
    if b"iinf" not in inner or b"iloc" not in inner:
        return
    places = dict(_places(data, inner[b"iloc"], inner.get(b"idat")))
    previews = set(_previews(data, inner[b"iref"])) if b"iref" in inner else set()
    for number_, kind, named in _entries(data, inner[b"iinf"]):
        is_picture = kind in _PICTURES and number_ not in previews
        yield Item(kind=kind, is_picture=is_picture, named=named, extents=places.get(number_, ()))


def _entries(data: bytes, box: Box) -> Iterator[tuple[int, bytes, range | None]]:
    version = data[box.content]
    for entry in boxes(data, box.content + (6 if version == 0 else 8), box.end):
        entry_version = number(data, entry.content, 1)
        width = _NUMBER.get(entry_version)
        if width is None:
            raise UnreadableError("an item does not say what it is")
        place = entry.content + 4
        kind = data[place + width + 2 : place + width + 6]
        named = range(place + width + 6, entry.end)
        # What a text is written in stands behind the name, and is to stay.
        yield number(data, place, width), kind, None if kind in {b"mime", b"uri "} else named


def _previews(data: bytes, box: Box) -> Iterator[int]:
    width = 2 if data[box.content] == 0 else 4
    for one in boxes(data, box.content + 4, box.end):
        if one.name == b"thmb":
            yield number(data, one.content, width)


def _places(data: bytes, box: Box, within: Box | None) -> Iterator[tuple[int, tuple[range, ...]]]:
    """Yield each item's number with the places of its data in the file."""
    place = box.content
    version, sizes = data[place], number(data, place + 4, 2)
    offset, length, base, index = (sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15, sizes & 15)
    wide = 4 if version == _WIDE else 2
    count, place = number(data, place + 6, wide), place + 6 + wide
    for _ in range(count):
        item, place = number(data, place, wide), place + wide
        method = number(data, place + 1, 1) & 15 if version else _IN_FILE
        place += 4 if version else 2
        start, place = number(data, place, base) + _origin(method, within), place + base
        extents, place = number(data, place, 2), place + 2
        if extents > 1 and not offset + length:
            raise UnreadableError("the parts of an item have no places")
        found = []
        for _ in range(extents):
            place += index if version else 0
            begin, place = start + number(data, place, offset), place + offset
            size, place = number(data, place, length), place + length
            found.append(range(begin, min(begin + size, len(data)) if size else len(data)))
        yield item, tuple(found)


def _origin(method: int, within: Box | None) -> int:
    if method == _IN_FILE:
        return 0
    if method == _IN_META and within is not None:
        return within.content
    raise UnreadableError("an item is made of another")
