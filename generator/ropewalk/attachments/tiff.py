"""TIFF files in which everything is blank but the picture: nothing moves, so every offset stays right.

TIFF 6.0 with the technical notes; the big variant (BigTIFF) is not known here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ropewalk.attachments.unreadable import UnreadableError, part

MAGIC: Final = (b"II*\0", b"MM\0*")
_SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
"""Bytes of a value, by its type."""
_NUMBERS: Final = {3: "H", 4: "L"}
_FIRST: Final = 4
"""Where the place of the first directory stands."""
_SUBFILE: Final = 254
_DATA: Final = {273: 279, 324: 325, 513: 514}
"""Strips, tiles and a stream in the old JPEG form: the tags of their offsets and of their lengths."""
_KEPT: Final = frozenset(
    (
        *(_SUBFILE, 255, *range(256, 260), 262, 263, 264, 265, 266, 273, 274, *range(277, 285)),
        *(290, 291, 292, 293, 296, 301, *range(317, 326), 332, 334, 336, *range(338, 348)),
        *(*range(512, 522), 529, 530, 531, 532, 34675),
    )
)
_OFTEN: Final = 4
"""How often a byte may be used; more would only take time."""
_LONG: Final = 4
"""Bytes; a longer value stands elsewhere."""


@dataclass(frozen=True, slots=True)
class _Entry:
    tag: int
    raw: bytes
    """The twelve bytes as they are."""
    place: int
    value: bytes

    def numbers(self, mark: str) -> list[int]:
        """Return the value as offsets or lengths; raise UnreadableError."""
        (kind,) = struct.unpack_from(f"{mark}H", self.raw, 2)
        code = _NUMBERS.get(kind)
        if code is None:
            raise UnreadableError("an offset is no number")
        return list(struct.unpack(f"{mark}{len(self.value) // _SIZES[kind]}{code}", self.value))


def picture_alone(data: bytes) -> bytes:
    """Return the file with zeros for all but its pages, without previews; raise UnreadableError."""
    if not data.startswith(MAGIC):
        raise UnreadableError("it does not begin as TIFF does")
    mark = "<" if data[:2] == b"II" else ">"
    plain = bytearray(len(data))
    plain[:4] = data[:4]
    link, left = _FIRST, len(data) * _OFTEN
    for start, entries in _directories(data, mark):
        if _is_preview(entries, mark):
            continue
        struct.pack_into(f"{mark}L", plain, link, start)
        link = start + 2 + 12 * len(entries)
        struct.pack_into(f"{mark}H", plain, start, len(entries))
        for place, length in _extents(entries, mark):
            left -= length
            if left < 0:
                raise UnreadableError("its pages share their data again and again")
            plain[place : place + length] = part(data, place, length)
        for index, entry in enumerate(entries):
            plain[start + 2 + 12 * index : start + 14 + 12 * index] = entry.raw
            if len(entry.value) > _LONG:
                plain[entry.place : entry.place + len(entry.value)] = entry.value
    if link == _FIRST:
        raise UnreadableError("there is no picture in it")
    return bytes(plain)


def _directories(data: bytes, mark: str) -> Iterator[tuple[int, list[_Entry]]]:
    """Yield the place of each directory with the entries that stay."""
    seen, left = set[int](), len(data)
    (start,) = struct.unpack(f"{mark}L", part(data, 4, 4))
    while start:
        if start in seen:
            raise UnreadableError("its pages go round in a circle")
        seen.add(start)
        (count,) = struct.unpack(f"{mark}H", part(data, start, 2))
        left -= 12 * count
        if left < 0:
            raise UnreadableError("its pages share their heads")
        raws = (part(data, start + 2 + 12 * index, 12) for index in range(count))
        yield start, [entry for raw in raws if (entry := _entry(data, raw, mark)) is not None]
        (start,) = struct.unpack(f"{mark}L", part(data, start + 2 + 12 * count, 4))


def _entry(data: bytes, raw: bytes, mark: str) -> _Entry | None:
    tag, kind, count, place = struct.unpack(f"{mark}HHLL", raw)
    if tag not in _KEPT:
        return None
    if kind not in _SIZES:
        raise UnreadableError(f"the value of tag {tag} has an unknown type")
    length = _SIZES[kind] * count
    value = raw[8 : 8 + length] if length <= _LONG else part(data, place, length)
    return _Entry(tag, raw, place, value)


def _is_preview(entries: list[_Entry], mark: str) -> bool:
    """Whether a directory is of a smaller copy of another page."""
    return any(entry.tag == _SUBFILE and entry.numbers(mark)[0] & 1 for entry in entries)


def _extents(entries: list[_Entry], mark: str) -> Iterator[tuple[int, int]]:
    by_tag = {entry.tag: entry for entry in entries}
    for offsets, lengths in _DATA.items():
        if offsets in by_tag and lengths in by_tag:
            yield from zip(by_tag[offsets].numbers(mark), by_tag[lengths].numbers(mark), strict=False)
