"""JPEG files without what is not the picture: of the segments only those stay that a decoder needs.

ITU-T T.81, annex B; the colour transform of Adobe (T.872) and the ICC profile are needed too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ropewalk.attachments.exif import UPRIGHT, exif_of, orientation
from ropewalk.attachments.unreadable import UnreadableError, part

MAGIC: Final = b"\xff\xd8\xff"
_START: Final = b"\xff\xd8"
_FILL: Final = 0xFF
_END: Final = 0xD9
_SCAN: Final = 0xDA
_APP0, _APP1, _APP2, _APP14 = 0xE0, 0xE1, 0xE2, 0xEE
_ALONE: Final = frozenset((0x01, *range(0xD0, 0xD8)))
"""Markers without a segment."""
_NEEDED: Final = frozenset((*range(0xC0, 0xD0), 0xDB, 0xDC, 0xDD, 0xDE, 0xDF)) - {0xC8}
"""Frames, tables, intervals."""
_JFIF: Final = b"JFIF\0"
_EXIF: Final = b"Exif\0"
_ICC: Final = b"ICC_PROFILE\0"
_ADOBE: Final = b"Adobe"
_MARKER: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""What ends the coded data of a scan."""


def picture_alone(data: bytes) -> bytes:
    """Return the file without metadata, previews and what follows its end; raise UnreadableError.

    A file that ends within its last scan is taken as it is: browsers show what there is.
    """
    pieces, turned, scans = [], UPRIGHT, 0
    for marker, payload, coded in _segments(data):
        if marker == _APP1 and payload.startswith(_EXIF) and turned == UPRIGHT:
            turned = orientation(payload[6:])
        kept = _kept(marker, payload)
        if kept is not None:
            pieces.append(_segment(marker, kept) + coded)
        scans += marker == _SCAN
    if not scans:
        raise UnreadableError("there is no picture in it")
    if turned != UPRIGHT:
        # Behind JFIF's segment, which wants to be the first.
        place = 1 if pieces and pieces[0][1] == _APP0 else 0
        pieces.insert(place, _segment(_APP1, b"Exif\0\0" + exif_of(turned)))
    return b"".join((_START, *pieces, b"\xff\xd9"))


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield marker, content and, after the head of a scan, the coded data."""
    place = len(_START)
    while place < len(data):
        if data[place] != _FILL:
            raise UnreadableError(f"there is no marker at byte {place}")
        marker = part(data, place + 1, 1)[0]
        if marker == _FILL:  # a byte that fills
            place += 1
            continue
        if marker == _END:
            return
        place += 2
        if marker in _ALONE:
            continue
        length = int.from_bytes(part(data, place, 2))
        payload = part(data, place + 2, length - 2) if length > 1 else _too_short()
        place += length
        end = place
        if marker == _SCAN:
            found = _MARKER.search(data, place)
            end = found.start() if found else len(data)
        yield marker, payload, data[place:end]
        place = end
    # Without an end marker: the picture is there as far as it goes.


def _too_short() -> bytes:
    raise UnreadableError("a segment is shorter than its head")


def _kept(marker: int, payload: bytes) -> bytes | None:
    """Return what stays of a segment's content; None: nothing of the segment."""
    if marker == _SCAN or marker in _NEEDED:
        return payload
    if marker == _APP0 and payload.startswith(_JFIF):
        return part(payload, 0, 12) + b"\0\0"  # without its preview
    if marker == _APP2 and payload.startswith(_ICC):
        return payload
    if marker == _APP14 and payload.startswith(_ADOBE):
        return part(payload, 0, 12)
    return None


def _segment(marker: int, content: bytes) -> bytes:
    return b"\xff" + bytes((marker,)) + (len(content) + 2).to_bytes(2) + content
