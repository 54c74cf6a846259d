"""The notes that links ask for and nobody has written yet."""

from __future__ import annotations

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
    """Names without a note: each written as first asked for, with the notes that ask."""

    __slots__ = ("_names", "_sources")

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._sources: dict[str, dict[str, None]] = {}

    def add(self, source: str, name: str) -> str:
        """Note that `source` asks for `name` (see `wanted_name`) and return how the first one wrote it.

        Sources are to be added in path order.
        """
        key = fold(name)
        self._sources.setdefault(key, {})[source] = None
        return self._names.setdefault(key, name)

    def by_name(self) -> dict[str, tuple[str, ...]]:
        """Return the sources of each name, in the order of the names."""
        return {self._names[key]: tuple(self._sources[key]) for key in sorted(self._names)}


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
