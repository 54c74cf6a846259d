"""The size that Obsidian lets an image's text end with: `alt|100x145` or only `250`."""

from __future__ import annotations

_MAX_DIGITS = 5


def split_size(text: str) -> tuple[str, int | None, int | None]:
    """Return the text without its size, the width and the height in CSS pixels.

    The size is the last part between pipes, where it reads as `W` or `WxH`.
    """
    alt, _, last = text.rpartition("|")
    width, cross, height = last.strip().partition("x")
    if not _is_number(width) or (cross and not _is_number(height)):
        return text.strip(), None, None
    return alt.removesuffix("\\").strip(), int(width), int(height) if cross else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _MAX_DIGITS
