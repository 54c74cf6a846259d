"""What a note may be called on every system, so that links can name it."""

from __future__ import annotations

import unicodedata
from typing import Final

from ropewalk.breaking_names import BREAKING

_REFUSED: Final = '*"\\<>?'
"""Characters that a file system somewhere refuses, beside those that break links."""
_DEVICES: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)))
)
_LONGEST: Final = 255
"""Bytes of a file's name."""


def path_of(title: str) -> str:
    """Return the path for a title without `.md`, in NFC: segments between `/`, without space around them."""
    plain = unicodedata.normalize("NFC", title).strip()
    plain = plain[:-3] if plain.lower().endswith(".md") else plain
    return "/".join(segment.strip() for segment in plain.split("/"))


def reason_against(path: str) -> str | None:
    """Return why no note can have this path (without `.md`, see `path_of`); None: it can."""
    if not path:
        return "the title is empty"
    for segment in path.split("/"):
        if reason := _reason(segment):
            return f"{reason} in `{_shown(path)}`" if segment != path else reason
    return None


def _reason(name: str) -> str | None:
    found = [mark for mark in BREAKING if mark in name]
    refused = [char for char in name if char in _REFUSED]
    control = any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in name)
    stem = name.partition(".")[0].strip().lower()
    checks = (
        (name == "", "a name is empty"),
        (name.startswith("."), f"`{name}` begins with a dot, so it would be hidden"),
        (control, "a name holds a character that cannot be shown"),
        (bool(found), f"`{found[0] if found else ''}` breaks links to a name that holds it"),
        (bool(refused), f"`{refused[0] if refused else ''}` is refused in names by some systems"),
        (name.endswith("."), f"`{name}` ends with a dot, which Windows takes away"),
        (stem in _DEVICES, f"`{name}` is the name of a device on Windows"),
        (len(f"{name}.md".encode("utf-8", "replace")) > _LONGEST, "a name is too long for a file"),
    )
    return next((reason for applies, reason in checks if applies), None)


def _shown(text: str) -> str:
    return "".join(char if char.isprintable() else "\ufffd" for char in text)
