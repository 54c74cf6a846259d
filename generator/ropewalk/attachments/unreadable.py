"""A file whose structure is not what its kind promises, so that nobody can say what else is in it."""

from __future__ import annotations


class UnreadableError(ValueError):
    """The text says why, in a few words in lower case."""


def part(data: bytes, start: int, length: int) -> bytes:
    """Return `length` bytes from `start`; raise UnreadableError where the file ends before."""
    if start + length > len(data):
        raise UnreadableError("it ends too early")
    return data[start : start + length]
