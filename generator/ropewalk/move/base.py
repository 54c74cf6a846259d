"""A base (Obsidian's tables of notes): the files, folders and tags that its expressions name."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ropewalk.move.edit import Edit, Lines, Unwritable
from ropewalk.move.link import Link, Part
from ropewalk.move.property_edits import Address
from ropewalk.move.scalar import scalar_edit, scalars, whole_file
from ropewalk.yaml12 import ScalarNode

FILES: Final = frozenset({"file", "link", "hasLink", "linksTo"})
FOLDERS: Final = frozenset({"inFolder"})
TAGS: Final = frozenset({"hasTag"})
_QUOTES: Final = "\"'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A text between quotation marks in an expression, as an argument of a function."""

    function: str
    value: str
    start: int
    """Offset of its first character, behind the mark."""
    end: int


def base_parts(text: str) -> tuple[Part, ...]:
    """Return the expressions of a base; none where it cannot be read."""
    lines = Lines(text)
    return tuple(
        Expression(scalar=scalar, arguments=arguments, lines=lines)
        for root in whole_file(text)
        for scalar in scalars(root)
        if isinstance(scalar.value, str) and (arguments := tuple(_arguments(scalar.text)))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A filter or formula."""

    scalar: ScalarNode
    arguments: tuple[Argument, ...]
    lines: Lines

    @property
    def links(self) -> tuple[Link, ...]:
        """The files and folders that it names; folders by their path from the root."""
        position = self.lines.position(self.scalar.start)
        return tuple(Link(target=_target(one), subpath="", position=position) for one in self._linked)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags that it asks for."""
        return tuple(one.value.removeprefix("#") for one in self._tagged)

    @property
    def _linked(self) -> list[Argument]:
        return [one for one in self.arguments if one.function in FILES | FOLDERS]

    @property
    def _tagged(self) -> list[Argument]:
        return [one for one in self.arguments if one.function in TAGS]

    def edits(
        self, text: str, addresses: Mapping[int, Address], tags: Mapping[int, str]
    ) -> Iterator[Edit | Unwritable]:
        """Yield the edit of the base, or what cannot be edited."""
        linked, tagged = self._linked, self._tagged
        pieces = [_piece(linked[place], target or "") for place, (target, _) in addresses.items()]
        pieces += [_tag_piece(tagged[place], name) for place, name in tags.items()]
        edit = scalar_edit(text, self.scalar, pieces, whole_file) if pieces else None
        if edit is not None:
            yield edit
        elif pieces:
            yield from (Unwritable(link=place) for place in addresses)
            yield from (Unwritable(tag=place) for place in tags)


def _target(one: Argument) -> str:
    return f"/{one.value.strip('/')}/".replace("//", "/") if one.function in FOLDERS else one.value


def _piece(one: Argument, target: str) -> Edit:
    name = target.strip("/") or "/" if one.function in FOLDERS else target
    return Edit(one.start, one.end, json.dumps(name, ensure_ascii=False)[1:-1])


def _tag_piece(one: Argument, name: str) -> Edit:
    return Edit(one.start, one.end, f"#{name}" if one.value.startswith("#") else name)


def _arguments(text: str) -> Iterator[Argument]:
    """Yield the texts among the arguments of the functions that name something, in their order."""
    calls: list[str] = []
    word, place = "", 0
    while place < len(text):
        char = text[place]
        if char.isalnum() or char == "_":
            word += char
        elif char in _QUOTES:
            end = _string_end(text, place)
            value = text[place + 1 : end]
            if calls and calls[-1] in FILES | FOLDERS | TAGS and "\\" not in value:
                yield Argument(function=calls[-1], value=value, start=place + 1, end=end)
            place, word = end, ""
        elif char == "(":
            calls.append(word)
            word = ""
        else:
            if char == ")" and calls:
                calls.pop()
            word = "" if not char.isspace() else word
        place += 1


def _string_end(text: str, start: int) -> int:
    """Return the offset of the mark that ends the string that begins at `start`, or the text's length."""
    end = start + 1
    while end < len(text) and text[end] != text[start]:
        end += 2 if text[end] == "\\" else 1
    return min(end, len(text))
