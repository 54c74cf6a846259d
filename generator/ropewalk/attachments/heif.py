"""HEIC and AVIF files in which all but the picture is blank: nothing moves, so every offset stays right.

ISO/IEC 14496-12 (boxes, items) and 23008-12 (HEIF). How a picture is turned is one of its properties there,
not Exif's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ropewalk.attachments.boxes import Box, boxes, number
from ropewalk.attachments.exif import UPRIGHT, exif_of
from ropewalk.attachments.items import Item, items
from ropewalk.attachments.unreadable import UnreadableError

_BRANDS: Final = frozenset((b"mif1", b"msf1", b"miaf", b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"))
_AV1: Final = frozenset((b"avif", b"avis"))
_TOP: Final = frozenset((b"ftyp", b"meta", b"mdat", b"moov"))
_META: Final = frozenset((b"hdlr", b"pitm", b"iloc", b"iinf", b"iref", b"iprp", b"idat", b"grpl", b"dinf"))
_ASIDE: Final = frozenset((b"udta", b"meta", b"uuid"))
"""Boxes of a film that hold what is said about it."""
_FILMS: Final = frozenset((b"moov", b"trak"))
_OFTEN: Final = 4
"""How often a byte may be used; more would only take time."""
_NO_EXIF: Final = b"\0\0\0\0" + exif_of(UPRIGHT)


def is_heif(data: bytes) -> bool:
    """Whether a file begins as a still picture of this family does."""
    if data[4:8] != b"ftyp":
        return False
    size = number(data, 0, 4)
    named = {data[8:12], *(data[place : place + 4] for place in range(16, min(size, len(data)), 4))}
    return not named.isdisjoint(_BRANDS | _AV1)


def picture_alone(data: bytes) -> bytes:
    """Return the file with zeros for Exif, XMP, previews and unknown boxes; raise UnreadableError."""
    plain = bytearray(data)
    top = list(boxes(data, 0, len(data)))
    found = [item for box in top if box.name == b"meta" for item in items(data, box)]
    if not found:
        raise UnreadableError("there is no picture in it")
    if sum(len(extent) for item in found for extent in item.extents) > len(data) * _OFTEN:
        raise UnreadableError("its items share their data again and again")
    is_film = any(box.name == b"moov" for box in top)
    for box in top:
        if box.name == b"mdat" and not is_film:
            # Films have samples that no item names; elsewhere what nothing names is no picture.
            plain[box.content : box.end] = bytes(box.end - box.content)
    for item in sorted(found, key=lambda one: not one.is_picture):
        _fill(plain, data, item)
    for box in _superfluous(data, top):
        plain[box.start + 4 : box.start + 8] = b"free"
        plain[box.content : box.end] = bytes(box.end - box.content)
    return bytes(plain)


def _fill(plain: bytearray, data: bytes, item: Item) -> None:
    """Put back the data of a picture; let those of another item be blank."""
    if item.named is not None:
        plain[item.named.start : item.named.stop] = bytes(len(item.named))
    for extent in item.extents:
        old = data[extent.start : extent.stop]
        blank = bytes(len(old))
        if item.kind == b"Exif" and len(old) >= len(_NO_EXIF):
            blank = _NO_EXIF.ljust(len(old), b"\0")
        plain[extent.start : extent.start + len(old)] = old if item.is_picture else blank


def _superfluous(data: bytes, top: list[Box]) -> Iterator[Box]:
    """Yield the boxes that hold nothing of a picture."""
    for box in top:
        if box.name not in _TOP:
            yield box
        elif box.name == b"meta":
            yield from (one for one in boxes(data, box.content + 4, box.end) if one.name not in _META)
        elif box.name in _FILMS:
            yield from _said_aside(data, box)


def _said_aside(data: bytes, film: Box) -> Iterator[Box]:
    for box in boxes(data, film.content, film.end):
        if box.name in _ASIDE:
            yield box
        elif box.name in _FILMS:
            yield from _said_aside(data, box)
