"""Escapes in double quotes of which go-yaml and libyaml each know one that the other does not."""

from __future__ import annotations

from typing import Final

from manifestcheck.document.unreadable import UnreadableError

UNKNOWN: Final = "found unknown escape character"
MARKER: Final = "\ue000"
"""Stands behind a quote for its backslash, so that a text keeps its length."""

_LARGEST: Final = 1 << 17


def quotes_unescaped(text: str, scalar: int) -> str | None:
    r"""Return the text with each `\'` of the double-quoted scalar at an offset as `'` and the marker.

    None if there is none to replace, or the text is one that cannot be read again and again.
    """
    if len(text) > _LARGEST or MARKER in text:
        return None
    chars = list(text)
    found = False
    at = scalar + 1
    while at < len(chars) and chars[at] != '"':
        if chars[at] == "\\":
            if chars[at + 1 : at + 2] == ["'"]:
                chars[at : at + 2] = ["'", MARKER]
                found = True
            at += 1
        at += 1
    return "".join(chars) if found else None


def refuse_slash(text: str, begin: int, end: int, start: int) -> None:
    r"""Raise UnreadableError for a `\/` in the double-quoted scalar between two offsets, which Go refuses."""
    at = begin
    while (at := text.find("\\", at, end)) >= 0:
        if text[at + 1] == "/":
            raise UnreadableError(UNKNOWN, start + at)
        at += 2
