"""Unlinked mentions: where a note's text names another note without a link to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind
from markupsafe import Markup, escape

from ropewalk.graph import found
from ropewalk.model.article import Link, Mention
from ropewalk.model.linked import LinkedNote, LinkedVault
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


_Reading = tuple[tuple[str, _Place], ...]
"""The notes that one names without a link, in the order of its text."""


class Unlinked:
    """The unlinked mentions of every note of a vault, found in one pass over its text."""

    def __init__(self, vault: LinkedVault) -> None:
        """Look for titles and aliases; a name that two notes have means neither."""
        self._vault = vault
        self._look_for(_names(vault))
        self._read = {path: self._reading(note) for path, note in vault.notes.items()}
        self._collect()

    def advance(self, vault: LinkedVault, changed: Collection[str]) -> set[str]:
        """Look at another state of the vault; return the notes whose mentions may not be what they were.

        `changed` are the notes that are not the same in both.
        """
        known_as = {path: _known_as(self._vault, path) for path in changed}
        self._vault = vault
        stale = {*changed}
        if any(_known_as(vault, path) != known for path, known in known_as.items()):
            names = _names(vault)
            others = {name for name, _ in names.items() ^ self._names.items()}
            self._look_for(names)
            stale.update(_saying(vault, others))
        affected = {target for path in stale for target, _ in self._read.pop(path, ())}
        self._read |= {path: self._reading(vault.notes[path]) for path in stale if path in vault.notes}
        affected |= {target for path in stale for target, _ in self._read.get(path, ())}
        if affected:
            self._collect()
        return affected

    def _look_for(self, names: dict[str, str]) -> None:
        self._names = names
        self._targets = list(names.values())
        self._matcher = _matcher(names)

    def _collect(self) -> None:
        """Find for each note the first places that name it, in path order."""
        self._found: dict[str, list[_Place]] = {}
        for path in self._vault.notes:
            for target, place in self._read[path]:
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

    def _reading(self, note: LinkedNote) -> _Reading:
        return tuple(self._places(note))

    def _places(self, note: LinkedNote) -> Iterator[tuple[str, _Place]]:
        """Yield each note that this one names without a link, with the first place where it does."""
        known = {note.path, *_linked(note)}
        for section in note.note.sections:
            for target, text, start, end in self._matches(section.text):
                if target not in known:
                    before, after = text.rfind("\n", 0, start) + 1, text.find("\n", end)
                    passage = text[before : after if after >= 0 else len(text)]
                    if not any(mark in passage for mark in _SYNTAX):
                        yield target, _place(note.path, passage, start - before, end - before)
                        known.add(target)

    def _matches(self, text: str) -> Iterator[tuple[str, str, int, int]]:
        """Yield the note that is named, a text with its name, and start and end of that; whole words only."""
        lower = text.lower()
        if len(lower) != len(text):  # in one of its lines the places are not the same
            for line in text.split("\n") if "\n" in text else ():
                yield from self._matches(line)
        elif self._matcher is not None:
            for index, start, end in self._matcher.find_matches_as_indexes(lower):
                if _is_whole(lower, start, end):
                    yield self._targets[index], text, start, end


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


def _known_as(vault: LinkedVault, path: str) -> tuple[str, str, tuple[str, ...]] | None:
    note = vault.notes.get(path)
    return None if note is None else (note.title, note.url, note.note.properties.aliases)


def _saying(vault: LinkedVault, names: Iterable[str]) -> Iterator[str]:
    """Yield the notes whose text has one of these names in it, in lower case, if only as a part of a word."""
    listed = list(names)
    matcher = AhoCorasick(listed) if listed else None
    for path, note in vault.notes.items():
        if matcher and any(matcher.find_matches_as_indexes(part.text.lower()) for part in note.note.sections):
            yield path


def _is_telling(name: str) -> bool:
    enough = len(name) >= _SHORTEST or (len(name) > 1 and not name.isascii())
    return enough and "\n" not in name and any(char.isalpha() for char in name)


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
