"""WebP files without what is not the picture: chunks that its format does not know are left out.

RFC 9649.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ropewalk.attachments.exif import UPRIGHT, exif_of, orientation
from ropewalk.attachments.unreadable import UnreadableError, part

_PICTURES: Final = frozenset((b"VP8 ", b"VP8L", b"ANMF"))
_KEPT: Final = _PICTURES | {b"VP8X", b"ALPH", b"ANIM", b"ICCP"}
_HAS_EXIF, _HAS_XMP = 0x08, 0x04
_FRAME_HEAD: Final = 16
"""Bytes before the chunks of a frame."""


def is_webp(data: bytes) -> bool:
    """Whether a file begins as WebP does."""
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def picture_alone(data: bytes) -> bytes:
    """Return the file without Exif, XMP and what follows its end; raise UnreadableError."""
    size = int.from_bytes(part(data, 4, 4), "little")
    chunks = list(_chunks(part(data, 12, size - 4)))
    if not any(name in _PICTURES for name, _ in chunks):
        raise UnreadableError("there is no picture in it")
    turned = next((orientation(_block(content)) for name, content in chunks if name == b"EXIF"), UPRIGHT)
    kept = [(name, _plain(name, content, turned)) for name, content in chunks if name in _KEPT]
    if turned != UPRIGHT:
        kept.append((b"EXIF", exif_of(turned)))
    body = b"WEBP" + b"".join(_chunk(name, content) for name, content in kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 0
    while place < len(data):
        length = int.from_bytes(part(data, place + 4, 4), "little")
        yield data[place : place + 4], part(data, place + 8, length)
        place += 8 + length + length % 2


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)


def _block(content: bytes) -> bytes:
    """Return the Exif block, which some programs write with the head that JPEG wants."""
    return content.removeprefix(b"Exif\0\0")


def _plain(name: bytes, content: bytes, turned: int) -> bytes:
    """Return a chunk's content without what does not belong to the picture."""
    if name == b"VP8X":
        has_exif = _HAS_EXIF if turned != UPRIGHT else 0
        return bytes((part(content, 0, 1)[0] & ~(_HAS_EXIF | _HAS_XMP) | has_exif,)) + content[1:]
    if name == b"ANMF":
        frame = [(own, inner) for own, inner in _chunks(content[_FRAME_HEAD:]) if own in _KEPT]
        return part(content, 0, _FRAME_HEAD) + b"".join(_chunk(own, inner) for own, inner in frame)
    return content
