"""GIF files without comments and the blocks of applications that do not animate or colour the picture.

Graphics Interchange Format 89a.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ropewalk.attachments.unreadable import UnreadableError, part

MAGIC: Final = (b"GIF87a", b"GIF89a")
_END: Final = b"\x3b"
_CONTROL: Final = 0xF9
_APPLICATION: Final = 0xFF
_LOOPS: Final = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_LOOP_PART: Final = 3
_PROFILE: Final = b"ICCRGBG1012"


def picture_alone(data: bytes) -> bytes:
    """Return the file without comments, XMP and what follows its end; raise UnreadableError."""
    head = part(data, 0, 13)
    pieces = [head, part(data, 13, _table(head[10]))]
    start, images = 13 + _table(head[10]), 0
    for kind, end in _blocks(data, start):
        if kind == "image" or _is_kept(data, start):
            pieces.append(data[start:end])
        images += kind == "image"
        start = end
    if not images:
        raise UnreadableError("there is no picture in it")
    return b"".join((*pieces, _END))


def _blocks(data: bytes, place: int) -> Iterator[tuple[str, int]]:
    """Yield the kind of each block, one after another from `place`, and where it ends."""
    while (introducer := data[place : place + 1]) not in {_END, b""}:
        if introducer == b"\x2c":
            place += 10 + _table(part(data, place + 9, 1)[0]) + 1
            kind = "image"
        elif introducer == b"\x21":
            place += 2
            kind = "extension"
        else:
            raise UnreadableError(f"there is no block at byte {place}")
        place = _after_parts(data, place)
        yield kind, place


def _table(flags: int) -> int:
    """Return how many bytes the table of colours takes that these flags announce."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _after_parts(data: bytes, place: int) -> int:
    while size := part(data, place, 1)[0]:
        place += size + 1
    return place + 1


def _is_kept(data: bytes, start: int) -> bool:
    """Whether the extension at `start` is one that the picture needs."""
    label = data[start + 1]
    name, parts = data[start + 3 : start + 14], data[start + 14 : start + 19]
    # A loop says how often in one part of three bytes, and nothing can be hidden in it.
    is_loop = name in _LOOPS and (parts[0], parts[-1]) == (_LOOP_PART, 0)
    is_profile = name == _PROFILE
    return label == _CONTROL or (label == _APPLICATION and (is_loop or is_profile))
