"""What of a file that a note shows or links to is published: pictures without metadata, nothing that acts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Final

from ropewalk.attachments import markup, raster, svg, tiff
from ropewalk.attachments.raster import HEAD, Clean
from ropewalk.attachments.unreadable import UnreadableError

__all__ = ["HEAD", "UnreadableError", "cleaner"]

_PICTURES: Final = frozenset(
    ("apng", "avif", "gif", "heic", "heif", "hif", "jfif", "jpeg", "jpg", "pjp", "pjpeg", "png", "webp")
)
_BY_NAME: Final[dict[str, Clean]] = {
    **dict.fromkeys(_PICTURES, raster.picture_alone),
    **dict.fromkeys(("tif", "tiff"), tiff.picture_alone),
}
_ACTING: Final[dict[str, Callable[[bytes], bytes]]] = {
    "svg": svg.picture_alone,
    **dict.fromkeys(markup.DATA, markup.data_alone),
    **dict.fromkeys(markup.PAGES, markup.page),
}


def cleaner(path: str, head: bytes, *, trusted: bool) -> Clean | None:
    """Return what makes of a file's content what is published; None: it is published as it is.

    `head` are its first `HEAD` bytes: a browser goes by them too, whatever the name says. In a `trusted`
    vault files that may hold scripts stay as they are.
    """
    kind = PurePosixPath(path).suffix[1:].lower()
    by_content = raster.cleaner(head)
    if by_content is not None or kind in _BY_NAME:
        return by_content or _BY_NAME[kind]
    return None if trusted else _ACTING.get(kind)
