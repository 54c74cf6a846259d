"""The notes that links ask for and nobody has written yet."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from ropewalk.addresses import stem
from ropewalk.name_index import fold
from ropewalk.names import join

_FILES: Final = frozenset(
    (
        *("avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "webp"),
        *("3gp", "flac", "m4a", "mkv", "mov", "mp3", "mp4", "ogg", "ogv", "wav", "webm"),
        *("base", "canvas", "csv", "docx", "odt", "pdf", "pptx", "xlsx", "zip"),
    )
)
"""Extensions of what is no note; `Node.js` and `v1.2` may well be notes."""


class Wanted:
    """Names without a note: each written as first asked for in path order, with the notes that ask."""

    __slots__ = ("_asked", "_first")

    def __init__(self) -> None:
        self._asked: dict[str, dict[str, str]] = {}
        self._first: dict[str, str] = {}

    def add(self, source: str, name: str) -> str:
        """Note that `source` asks for `name` (see `wanted_name`) and return how the first one writes it.

        That holds for good once the sources before it in path order were added.
        """
        key = fold(name)
        asked = self._asked.setdefault(key, {})
        asked.setdefault(source, name)
        first = self._first.get(key)
        if first is None or source < first:
            first = self._first[key] = source
        return asked[first]

    def forget(self, source: str, name: str) -> None:
        """Note that `source` does not ask for `name` any more."""
        key = fold(name)
        asked = self._asked.get(key, {})
        if asked.pop(source, None) is None:
            return
        if not asked:
            del self._asked[key], self._first[key]
        elif self._first[key] == source:
            self._first[key] = min(asked)

    def spelling(self, name: str) -> str | None:
        """Return how the first one who asks for `name` writes it; None: nobody asks."""
        first = self._first.get(fold(name))
        return None if first is None else self._asked[fold(name)][first]

    def sources(self, name: str) -> Collection[str]:
        """Return the notes that ask for `name`."""
        return self._asked.get(fold(name), {}).keys()

    def by_name(self) -> dict[str, tuple[str, ...]]:
        """Return the sources of each name in path order, in the order of the names."""
        return {
            self._asked[key][self._first[key]]: tuple(sorted(self._asked[key])) for key in sorted(self._asked)
        }


def wanted_name(source: str, target: str) -> str | None:
    """Return what the note that `target` asks for would be called; None: it asks for no note.

    A target with `.` or `..` in it names one place: it goes under its path from the vault's root.
    """
    segments = [segment for segment in target.split("/") if segment]
    if not segments or target.endswith("/") or segments[-1] in {".", ".."}:
        return None
    if "." in segments or ".." in segments:
        joined = join("" if target.startswith("/") else source.rpartition("/")[0], segments)
        if joined is None:
            return None
        segments = joined
    if segments[-1].rpartition(".")[2].lower() in _FILES and "." in segments[-1]:
        return None
    return "/".join([*segments[:-1], stem(segments[-1])])
