"""The boxes that HEIC, AVIF and MP4 files are made of (ISO/IEC 14496-12, 4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ropewalk.attachments.unreadable import UnreadableError, part


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a file: where it begins, where its content does, and where it ends."""

    name: bytes
    start: int
    content: int
    end: int


def number(data: bytes, place: int, length: int) -> int:
    """Return the number of so many bytes, 0 for none; raise UnreadableError."""
    return int.from_bytes(part(data, place, length))


def boxes(data: bytes, place: int, end: int) -> Iterator[Box]:
    """Yield the boxes between two places; raise UnreadableError where one is longer than that."""
    while place < end:
        size, name, content = number(data, place, 4), part(data, place + 4, 4), place + 8
        if size == 1:
            size, content = number(data, content, 8), content + 8
        elif size == 0:
            size = end - place
        if place + size > end or content > place + size:
            raise UnreadableError(f"the box at byte {place} does not fit in")
        yield Box(name, place, content, place + size)
        place += size
