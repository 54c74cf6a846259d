"""Texts that stand for something else: base64 and points in time, as Go's standard library reads them."""

from __future__ import annotations

import re
from typing import Final

_WHOLE: Final = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?", re.ASCII)
_LETTERS: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
_BREAKS: Final = frozenset(b"\r\n")
_QUANTUM: Final = 4
_TIME: Final = re.compile(
    r"(\d{4})-(0[1-9]|1[0-2])-(\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d([.,]\d+)?(?:Z|[+-](?:[01]\d|2[0-4]):[0-5]\d)",
    re.ASCII,
)
_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY: Final = 2


def base64_fault(text: str) -> int | None:
    """Return the 0-based byte at which `text` stops being base64, None if it is; line breaks may be in it."""
    if _WHOLE.fullmatch(text):
        return None
    data = text.encode(errors="replace")
    in_quantum = 0
    for place, byte in enumerate(data):
        if byte in _BREAKS:
            continue
        if byte in _LETTERS:
            in_quantum = (in_quantum + 1) % _QUANTUM
            continue
        return _padding_fault(data, place, in_quantum) if byte == ord("=") else place
    return len(data) - in_quantum if in_quantum else None


def _padding_fault(data: bytes, place: int, in_quantum: int) -> int | None:
    """Check what follows the first `=`, which stands at `place`."""
    if in_quantum < _QUANTUM - 2:
        return place
    here = _over_breaks(data, place + 1)
    if in_quantum == _QUANTUM - 2:
        if here == len(data):
            return len(data)
        if data[here] != ord("="):
            return here - 1
        here = _over_breaks(data, here + 1)
    return here if here < len(data) else None


def _over_breaks(data: bytes, place: int) -> int:
    while place < len(data) and data[place] in _BREAKS:
        place += 1
    return place


def is_time(text: str, *, micro: bool = False) -> bool:
    """Whether a text is a point in time as RFC 3339 has it; `micro`: with exactly six digits of a second."""
    match = _TIME.fullmatch(text)
    if match is None or (micro and len(match[4] or "") != len(".000000")):
        return False
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    leap = month == _FEBRUARY and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 1 <= day <= _LENGTHS[month - 1] + leap
