"""Pictures made of points: known by how they begin, and written anew without what is not the picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ropewalk.attachments import gif, heif, jpeg, png, webp
from ropewalk.attachments.unreadable import UnreadableError

Clean = Callable[[bytes], bytes]
"""Returns a file's picture alone, or raises UnreadableError."""

HEAD: Final = 512
"""Bytes at the beginning of a file that tell which kind it is."""


def cleaner(head: bytes) -> Clean | None:
    """Return what cleans a file that begins so; None: it is no such picture."""
    if head.startswith(jpeg.MAGIC):
        return jpeg.picture_alone
    if head.startswith(png.MAGIC):
        return png.picture_alone
    if head.startswith(gif.MAGIC):
        return gif.picture_alone
    if webp.is_webp(head):
        return webp.picture_alone
    return heif.picture_alone if heif.is_heif(head) else None


def picture_alone(data: bytes) -> bytes:
    """Return a file of any of these kinds without metadata; raise UnreadableError for every other."""
    clean = cleaner(data[:HEAD])
    if clean is None:
        raise UnreadableError("it does not begin as a picture does")
    return clean(data)
