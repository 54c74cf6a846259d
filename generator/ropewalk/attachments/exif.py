"""Exif: the one value in it that a picture needs to look right, and a block that holds no other.

Exif 2.32 (CIPA DC-008), on the structure of TIFF 6.0.
"""

from __future__ import annotations

import struct
from typing import Final, Literal

UPRIGHT: Final = 1
_TAG: Final = 0x0112
_SHORT: Final = 3
_LAST: Final = 8
_ENTRY: Final = 12


def orientation(block: bytes) -> int:
    """Return how a picture is to be turned, from 1 (not at all) to 8; 1 where the block does not say."""
    order: dict[bytes, Literal["<", ">"]] = {b"II*\0": "<", b"MM\0*": ">"}
    mark = order.get(block[:4])
    try:
        return UPRIGHT if mark is None else _search(block, mark)
    except struct.error:  # a block cut short: it is left out, and turns nothing
        return UPRIGHT


def exif_of(turned: int) -> bytes:
    """Return a block that says how the picture is to be turned, and nothing else."""
    return struct.pack(">4sLHHHLHHL", b"MM\0*", 8, 1, _TAG, _SHORT, 1, turned, 0, 0)


def _search(block: bytes, mark: Literal["<", ">"]) -> int:
    (start,) = struct.unpack_from(f"{mark}L", block, 4)
    (count,) = struct.unpack_from(f"{mark}H", block, start)
    for place in range(start + 2, start + 2 + count * _ENTRY, _ENTRY):
        tag, kind, _count, value = struct.unpack_from(f"{mark}HHLH", block, place)
        if (tag, kind) == (_TAG, _SHORT) and UPRIGHT <= value <= _LAST:
            return int(value)
    return UPRIGHT
