"""Small pictures of each kind, with and without what is not for readers."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from PIL import Image, ImageDraw

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>'
KINDS = {
    "avif": "AVIF", "gif": "GIF", "jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "tif": "TIFF", "webp": "WEBP",
}  # fmt: skip


def drawn(width: int = 16, height: int = 8) -> Image.Image:
    """Return a picture whose four corners differ, so that a turned one is told from one that is not."""
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, width // 2, height // 2), fill="red")
    pen.rectangle((width // 2, height // 2, width, height), fill="blue")
    return image


def saved(kind: str, image: Image.Image | None = None, **settings: Any) -> bytes:
    """Return a picture as a file of one of Pillow's kinds."""
    file = BytesIO()
    (image or drawn()).save(file, kind, **settings)
    return file.getvalue()


def opened(data: bytes) -> Image.Image:
    """Return the picture that a file shows."""
    image = Image.open(BytesIO(data))
    image.load()
    return image


@cache
def smallest(path: str) -> bytes | None:
    """Return a picture for a file of this name; None: it is not that of a picture."""
    suffix = PurePosixPath(path).suffix[1:].lower()
    if suffix == "svg":
        return SVG
    return saved(KINDS[suffix]) if suffix in KINDS else None
