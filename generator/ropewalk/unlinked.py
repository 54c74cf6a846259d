"""Unlinked mentions: where a note's text names another note without a link to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind
from markupsafe import Markup, escape

from ropewalk.graph import found
from ropewalk.model.article import Link, Mention
from ropewalk.model.linked import LinkedNote, LinkedVault, Resolution
from ropewalk.model.note import CompiledNote
from ropewalk.paths import href

MOST: Final = 20
"""Notes that are listed for one that is mentioned, the first in path order."""

_SHORTEST: Final = 4
"""Characters of a name that is looked for; in scripts without spaces two are enough."""
_SYNTAX: Final = ("[[", "%%", "==", "{{", "](")
"""A passage with one of these shows markup or code, and mentions nothing."""
_REACH: Final = 120
"""Characters of the text on either side of a name."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a name stands in the text of a note."""

    source: str
    before: str
    name: str
    after: str


_Reading = tuple[CompiledNote, tuple[Resolution, ...], tuple[tuple[str, _Place], ...]]
"""A note with its answers, and the notes that it names without a link."""


class Unlinked:
    """The unlinked mentions of every note of a vault, found in one pass over its text."""

    def __init__(self, vault: LinkedVault, before: Unlinked | None = None) -> None:
        """Look for titles and aliases; a name that two notes have means neither.

        What was found `before` is taken from there, where neither names nor note have changed.
        """
        self._vault = vault
        self.names = _names(vault)
        self._targets = list(self.names.values())
        same = before if before is not None and before.names == self.names else None
        self.matcher: AhoCorasick | None = same.matcher if same else _matcher(self.names)
        self.read: dict[str, _Reading] = {}
        self._found: dict[str, list[_Place]] = {}
        for path, note in vault.notes.items():
            known = same.read.get(path) if same else None
            if known is None or known[0] is not note.note or known[1] != note.resolutions:
                known = (note.note, note.resolutions, tuple(self._places(note)))
            self.read[path] = known
            for target, place in known[2]:
                places = self._found.setdefault(target, [])
                if len(places) < MOST:
                    places.append(place)

    def of(self, note: LinkedNote) -> tuple[Mention, ...]:
        """Return the notes that mention `note`, each with its first mention."""
        return tuple(self._mention(note, place) for place in self._found.get(note.path, ()))

    def _mention(self, note: LinkedNote, place: _Place) -> Mention:
        source = self._vault.notes[place.source]
        before, name, after = escape(place.before), escape(place.name), escape(place.after)
        sentence = Markup(f"{before}<mark>{name}</mark>{after}")  # noqa: S704 - escaped text in our own tag
        return Mention(Link(source.title, href(note.url, source.url)), (sentence,))

    def _places(self, note: LinkedNote) -> Iterator[tuple[str, _Place]]:
        """Yield each note that this one names without a link, with the first place where it does."""
        known = {note.path, *_linked(note)}
        passages = (passage for section in note.note.sections for passage in section.text.split("\n"))
        for text in passages:
            if not text or any(mark in text for mark in _SYNTAX):
                continue
            for target, start, end in self._matches(text):
                if target not in known:
                    yield target, _place(note.path, text, start, end)
                known.add(target)

    def _matches(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield the note that is named, with start and end of its name; whole words only."""
        lower = text.lower()
        if self.matcher is None or len(lower) != len(text):
            return
        for index, start, end in self.matcher.find_matches_as_indexes(lower):
            if _is_whole(lower, start, end):
                yield self._targets[index], start, end


def _matcher(names: Iterable[str]) -> AhoCorasick | None:
    listed = list(names)
    return AhoCorasick(listed, matchkind=MatchKind.LeftmostLongest) if listed else None


def _names(vault: LinkedVault) -> dict[str, str]:
    """Return the path of the note that each name means, by the name in lower case."""
    owners: dict[str, set[str]] = {}
    for path, note in vault.notes.items():
        for name in (note.title, *note.note.properties.aliases):
            if _is_telling(name):
                owners.setdefault(name.lower(), set()).add(path)
    return {name: next(iter(paths)) for name, paths in owners.items() if len(paths) == 1}


def _is_telling(name: str) -> bool:
    enough = len(name) >= _SHORTEST or (len(name) > 1 and not name.isascii())
    return enough and any(char.isalpha() for char in name)


def _linked(note: LinkedNote) -> Iterator[str]:
    for resolution in note.resolutions:
        target = found(resolution)
        if target is not None:
            yield target.path


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word goes on at either end; scripts without spaces have no such ends."""
    return not (_joins(text[start - 1 : start], text[start]) or _joins(text[end - 1], text[end : end + 1]))


def _joins(left: str, right: str) -> bool:
    return bool(left and right) and all(char.isalnum() and not _is_unspaced(char) for char in (left, right))


def _is_unspaced(char: str) -> bool:
    return "\u3040" <= char <= "\u9fff"


def _place(source: str, text: str, start: int, end: int) -> _Place:
    before, after = text[:start], text[end:]
    return _Place(
        source=source,
        before=before if len(before) <= _REACH else f"…{before[-_REACH:]}",
        name=text[start:end],
        after=after if len(after) <= _REACH else f"{after[:_REACH]}…",
    )
