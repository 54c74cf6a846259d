"""One segment of a URL path: a name made safe for addresses and for the file names of every system."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from hashlib import blake2s
from typing import Final

LONGEST: Final = 200
"""Bytes of UTF-8: file systems take 255, an extension and their own normal form need room."""

_UNSAFE: Final = frozenset('/\\?#%"<>|:*&`^[]{}')
"""What a URL's path must encode, Windows refuses in names, or HTML and XML escape. `+` stays, or
`C++` would share the address of `C`."""

_JOINERS: Final = "\u200c\u200d"
"""Invisible, but part of emoji and of words in several scripts."""

_DEVICES: Final = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)
"""Names that Windows keeps for devices, with any extension and in any case."""


@lru_cache(maxsize=1 << 16)  # folders are asked for by each of their notes, and all names after each edit
def clean(name: str, *, fallback: str | None = None) -> str:
    """Return `name` in NFC with white space and unsafe characters as single `-`, none at the ends.

    Never longer than 200 bytes. Cleaning twice changes nothing. Where nothing is left, the result
    is `fallback`, or else a digest of the name.
    """
    dashed = (("-" if _unsafe(char) else char) for char in unicodedata.normalize("NFC", name))
    cleaned = "-".join(filter(None, "".join(dashed).split("-"))).strip(f"-.{_JOINERS}")
    if not cleaned:
        return f"n{digest(name)}" if fallback is None else fallback
    head, dot, rest = cleaned.partition(".")
    if head.lower() in _DEVICES:
        cleaned = f"{head}_{dot}{rest}"
    return _shorten(cleaned)


def digest(text: str) -> str:
    """Return eight characters that stand for `text`, the same on every machine."""
    return blake2s(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def _unsafe(char: str) -> bool:
    if char in _UNSAFE or char.isspace():
        return True
    category = unicodedata.category(char)
    # The tag characters U+E0020 to U+E007F spell the flags of countries' parts.
    return category in {"Cc", "Cs"} or (
        category == "Cf" and char not in _JOINERS and not "\U000e0020" <= char <= "\U000e007f"
    )


def _shorten(cleaned: str) -> str:
    encoded = cleaned.encode()
    if len(encoded) <= LONGEST:
        return cleaned
    head = encoded[: LONGEST - 9].decode(errors="ignore").rstrip(f"-.{_JOINERS}")
    return f"{head}-{digest(cleaned)}"
