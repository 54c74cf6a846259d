"""The first line of a fence: a language and attributes, in the spellings that vaults use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PLUGIN_FENCES = frozenset(
    {
        "base",
        "button",
        "chart",
        "dataview",
        "dataviewjs",
        "excalidraw",
        "query",
        "tabs",
        "tasks",
    }
)
"""Languages whose blocks are programs of the app or of its plugins; so is every `ad-…`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FenceInfo:
    """What the first line says."""

    language: str
    """The first word, as typed; '' where attributes come first or nothing stands there."""
    classes: tuple[str, ...] = ()
    """Words with a dot in braces, without it: `{.manifest}`."""
    id: str = ""
    """The word with a `#` in braces, without it: `{#web}`."""
    flags: frozenset[str] = frozenset()
    """Other single words in braces: `{run}`."""
    values: Mapping[str, str] = field(default_factory=dict)
    """`key=value` and `key="some value"`, in braces or after the language."""
    lines: tuple[tuple[int, int], ...] = ()
    """First and last line, 1-based, of each range to be emphasised: `{1,3-5}`."""
    rest: str = ""
    """What is left, words separated by one space."""


def parse_info(info: str) -> FenceInfo:
    """Read the text behind the opening marks of a fence; nothing in it is an error."""
    language, behind = _first_word(info.strip())
    attributes = _Attributes()
    rest = [word for word in _words(behind) if not attributes.take(word)]
    return FenceInfo(
        language=language,
        classes=tuple(attributes.classes),
        id=attributes.id,
        flags=frozenset(attributes.flags),
        values=attributes.values,
        lines=tuple(attributes.lines),
        rest=" ".join(rest),
    )


def is_plugin_fence(language: str) -> bool:
    """Whether such a block is a plugin's, to be shown as a placeholder."""
    return language.lower() in PLUGIN_FENCES or language.lower().startswith("ad-")


class _Attributes:
    """What was read so far."""

    def __init__(self) -> None:
        self.classes: list[str] = []
        self.flags: list[str] = []
        self.values: dict[str, str] = {}
        self.lines: list[tuple[int, int]] = []
        self.id = ""

    def take(self, word: str) -> bool:
        """Read a word behind the language; return whether it is an attribute."""
        if word.startswith("{") and word.endswith("}"):
            for inner in _words(word[1:-1], separator=","):
                self._braced(inner)
            return True
        return self._value(word)

    def _braced(self, word: str) -> None:
        lines = _line_range(word)
        if lines:
            self.lines.append(lines)
        elif word.startswith("."):
            self.classes.append(word[1:])
        elif word.startswith("#"):
            self.id = word[1:]
        elif not self._value(word):
            self.flags.append(word)

    def _value(self, word: str) -> bool:
        key, equals, value = word.partition("=")
        if not equals or not key:
            return False
        self.values[key] = value[1:-1] if _is_quoted(value) else value
        return True


def _first_word(info: str) -> tuple[str, str]:
    end = 0
    while end < len(info) and not info[end].isspace() and info[end] != "{":
        end += 1
    return info[:end], info[end:]


def _words(text: str, separator: str = "") -> list[str]:
    """Split at white space, and at `separator`, outside quotes and braces."""
    words: list[str] = []
    word = inside = ""
    for char in text:
        if not inside and (char.isspace() or char == separator):
            words.append(word)
            word = ""
            continue
        word += char
        if inside:
            inside = "" if char == inside else inside
        elif char == "{":
            inside = "}"
        elif char in "\"'" and word[:-1].endswith("="):
            inside = char
    return [word for word in (*words, word) if word]


def _is_quoted(value: str) -> bool:
    return len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"


def _line_range(word: str) -> tuple[int, int] | None:
    first, dash, last = word.partition("-")
    numbers = (first, last) if dash else (first, first)
    if not all(number.isascii() and number.isdecimal() and len(number) <= 6 for number in numbers):  # noqa: PLR2004
        return None
    return int(numbers[0]), int(numbers[1])
