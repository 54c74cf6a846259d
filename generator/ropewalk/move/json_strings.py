"""The strings of a JSON text, each with where it stands: a file is changed at them and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

Path = tuple[str | int, ...]
"""The names and numbers that lead to a value."""

_SPACE: Final = " \t\n\r"
_DECODER: Final = json.JSONDecoder()


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonString:
    """A string that is a value, not a name."""

    path: Path
    value: str
    start: int
    """Offset of its first quotation mark."""
    end: int
    """Offset behind its last one."""
    escaped: bool
    """What is not ASCII is written as `\\u…`."""

    def written(self, value: str) -> str:
        """Return another value as this one is written."""
        return json.dumps(value, ensure_ascii=self.escaped)


def json_strings(text: str) -> Iterator[JsonString]:
    """Yield the strings in the order of the text, which is known to be valid JSON."""
    holders: list[str | int] = []
    place = 0
    while place < len(text):
        char = text[place]
        if char == '"':
            value, end = _DECODER.raw_decode(text, place)
            if _is_name(text, end):
                holders[-1] = value
            else:
                raw = text[place:end]
                escaped = raw.isascii() and "\\u" in raw
                yield JsonString(path=tuple(holders), value=value, start=place, end=end, escaped=escaped)
            place = end
            continue
        if char == "{":
            holders.append("")
        elif char == "[":
            holders.append(0)
        elif char in "}]":
            holders.pop()
        elif char == "," and isinstance(holders[-1], int):
            holders[-1] += 1
        place += 1


def _is_name(text: str, end: int) -> bool:
    while end < len(text) and text[end] in _SPACE:
        end += 1
    return text.startswith(":", end)
