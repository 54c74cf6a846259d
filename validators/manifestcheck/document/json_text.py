"""JSON as nodes, read strictly; Python's own reader knows no positions."""

from __future__ import annotations

import json
import re
from typing import Final

from manifestcheck.document.nodes import Atom, JsonFloat, Mapping, Node, Scalar, Sequence
from manifestcheck.document.unreadable import DEEPEST, UnreadableError, too_deep

_TOKEN: Final = re.compile(
    r"[ \t\r\n]*(?:(?P<mark>[{}\[\],:])"
    r'|(?P<string>"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")'
    r"|(?P<number>-?(?:0|[1-9][0-9]*)(?P<part>\.[0-9]+)?(?P<power>[eE][-+]?[0-9]+)?)"
    r"|(?P<word>true|false|null)\b)",
    re.ASCII,
)
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_WORDS: Final[dict[str, Atom]] = {"true": True, "false": False, "null": None}
_LONGEST: Final = 400
"""Digits of a number."""


def looks_like_json(text: str) -> bool:
    """Whether the text begins with an object whose first key is in quotes, or that is empty."""
    begin = text.lstrip()
    return begin.startswith("{") and begin[1:].lstrip()[:1] in ('"', "}")


def read_json(text: str, start: int) -> tuple[Node, int]:
    """Return the value that begins at the offset `start`, and the offset after it. Raises UnreadableError."""
    reader = _Reader(text, start)
    node, end = reader.value(0)
    if reader.repeats and isinstance(node, Mapping):
        node.untidy = True
    return node, end


class _Reader:
    def __init__(self, text: str, offset: int) -> None:
        self._text = text
        self._offset = offset
        self.repeats = False

    def value(self, depth: int) -> tuple[Node, int]:
        """Return the next value and the offset after it."""
        token = self._next("a value")
        offset = token.start(token.lastgroup or 0)
        mark = token["mark"]
        if mark is not None and depth >= DEEPEST:
            raise too_deep(offset)
        if mark == "{":
            return self._mapping(Mapping(offset), depth + 1), self._offset
        if mark == "[":
            return self._sequence(Sequence(offset), depth + 1), self._offset
        if mark is not None:
            raise self._unexpected(offset, "a value")
        return Scalar(_atom(token), offset), self._offset

    def _mapping(self, node: Mapping, depth: int) -> Mapping:
        if self._skip("}"):
            return node
        while True:
            token = self._next("a key in double quotes")
            offset = token.start(token.lastgroup or 0)
            if token["string"] is None:
                raise self._unexpected(offset, "a key in double quotes")
            self._expect(":")
            value, _ = self.value(depth)
            node.put(json.loads(token["string"]), offset, value)
            if self._skip("}"):
                self.repeats = self.repeats or bool(node.repeats)
                return node
            self._expect(",")

    def _sequence(self, node: Sequence, depth: int) -> Sequence:
        if self._skip("]"):
            return node
        while True:
            value, _ = self.value(depth)
            node.items.append(value)
            if self._skip("]"):
                return node
            self._expect(",")

    def _next(self, wanted: str) -> re.Match[str]:
        token = _TOKEN.match(self._text, self._offset)
        if token is None:
            raise self._unexpected(self._space(), wanted)
        self._offset = token.end()
        return token

    def _space(self) -> int:
        match = _SPACE.match(self._text, self._offset)
        return match.end() if match else self._offset

    def _skip(self, mark: str) -> bool:
        here = self._space()
        if self._text[here : here + 1] != mark:
            return False
        self._offset = here + 1
        return True

    def _expect(self, mark: str) -> None:
        if not self._skip(mark):
            raise self._unexpected(self._space(), f"`{mark}`")

    def _unexpected(self, offset: int, wanted: str) -> UnreadableError:
        found = f"invalid character {self._text[offset]!r}" if offset < len(self._text) else "the text ends"
        return UnreadableError(f"{found} where JSON has {wanted}", offset)


def _atom(token: re.Match[str]) -> Atom:
    if token["string"] is not None:
        # A lone half of a pair is a replacement character to Go.
        text: str = json.loads(token["string"])
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if token["word"] is not None:
        return _WORDS[token["word"]]
    number = token["number"]
    whole = token["part"] is None and token["power"] is None
    return int(number) if whole and len(number) < _LONGEST else JsonFloat(number)
