"""POSIX regular expressions, basic and extended, in Python's notation."""

import re

CLASSES = {
    "[:alpha:]": "a-zA-Z",
    "[:digit:]": "0-9",
    "[:alnum:]": "a-zA-Z0-9",
    "[:upper:]": "A-Z",
    "[:lower:]": "a-z",
    "[:space:]": r"\s",
    "[:blank:]": r" \t",
    "[:punct:]": r"!-/:-@\[-`{-~",
    "[:xdigit:]": "0-9A-Fa-f",
}
_PIECE = re.compile(r"\[\^?\]?(?:\[:\w+:\]|[^\]])*\]|\\.|.", re.DOTALL)
_SWITCHED = set("+?|(){}")
"""With a backslash they are operators of a basic expression, without it those of an extended one."""


def python_expression(pattern: str, *, extended: bool) -> str:
    """Return the same expression as Python writes it."""
    pieces = _PIECE.findall(pattern)
    shown = [
        _bracket(piece) if piece[0] == "[" and len(piece) > 1 else _plain(piece, extended) for piece in pieces
    ]
    if shown and pieces[0] == "*" and not extended:
        shown[0] = r"\*"
    return "".join(shown)


def _plain(piece: str, extended: bool) -> str:  # noqa: FBT001 - private, and it is handed on by name above
    char = piece[-1]
    if char in _SWITCHED:
        return char if (len(piece) == 1) is extended else rf"\{char}"
    return {r"\<": r"\b(?=\w)", r"\>": r"\b(?<=\w)"}.get(piece, piece)


def _bracket(piece: str) -> str:
    start = "[^" if piece.startswith("[^") else "["
    body = piece[len(start) : -1]
    parts = re.split(r"(\[:\w+:\])", body)
    return start + "".join(CLASSES.get(part) or re.sub(r"[\[\]\\]", r"\\\g<0>", part) for part in parts) + "]"
