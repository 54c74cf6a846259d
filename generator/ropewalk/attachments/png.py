"""PNG files without what is not the picture: of the chunks only those stay that change how it looks.

Portable Network Graphics, third edition (W3C).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Final

from ropewalk.attachments.exif import UPRIGHT, exif_of, orientation
from ropewalk.attachments.unreadable import UnreadableError, part

MAGIC: Final = b"\x89PNG\r\n\x1a\n"
_COLOURS: Final = frozenset(
    (b"PLTE", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD")
)
_KEPT: Final = _COLOURS | {b"IHDR", b"IDAT", b"IEND", b"hIST", b"pHYs", b"acTL", b"fcTL", b"fdAT"}


def picture_alone(data: bytes) -> bytes:
    """Return the file without texts, times, Exif and what follows its end; raise UnreadableError."""
    pieces, names = [MAGIC], []
    for name, content in _chunks(data):
        if name == b"eXIf" and (turned := orientation(content)) != UPRIGHT:
            pieces.append(_chunk(name, exif_of(turned)))
        if name in _KEPT:
            names.append(name)
            pieces.append(_chunk(name, content))
        elif name[:1].isupper():
            raise UnreadableError(f"the standard does not know `{name.decode('ascii', 'replace')}`")
    if names[:1] != [b"IHDR"] or b"IDAT" not in names:
        raise UnreadableError("there is no picture in it")
    return b"".join(pieces)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place, name = len(MAGIC), b""
    while name != b"IEND":
        length, name = int.from_bytes(part(data, place, 4)), part(data, place + 4, 4)
        yield name, part(data, place + 8, length)
        place += length + 12


def _chunk(name: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4) + name + content + zlib.crc32(name + content).to_bytes(4)
