"""How a link spells its target, and how it would spell another one in the same way."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from ropewalk.name_index import fold


class Spelling(Enum):
    """What of a path a link writes."""

    NAME = auto()
    """The last segment alone."""
    ENDING = auto()
    """The last segments."""
    ROOT = auto()
    """The path from the root of the vault."""
    SLASH = auto()
    """The same with a `/` before it."""
    RELATIVE = auto()
    """The path from the folder of the source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """What decides between spellings that look the same."""

    link_format: str = ""
    """Obsidian's `newLinkFormat`: `shortest`, `relative`, `absolute`, or '' where it is not set."""
    web: bool = False
    """The link has the form of Markdown or HTML, whose other readers know relative paths alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """From a file to what a link in it names."""

    folder: str
    """The source's, without `/` at its end; '' is the root."""
    target: str
    """Path of a file, or of a folder with `/` at its end; the root is `/`."""


def spellings(written: str, old: Hop, new: Hop, habit: Habit) -> Iterator[str]:
    """Yield what to write for `new` where `written` stands for `old`; the best comes first."""
    target = _Target(new.target, extension=_has_extension(written, old.target))
    for spelled in dict.fromkeys(_spellings(written, old, new, habit, target)):
        yield target.ended(spelled)
        if target.may_need_extension:
            yield f"{spelled}{target.suffix}"


def _spellings(written: str, old: Hop, new: Hop, habit: Habit, target: _Target) -> Iterator[str]:
    spelling = spelling_of(written, old, habit)
    if spelling in {Spelling.NAME, Spelling.ENDING}:
        yield target.ending(len(_segments(written)))
    elif spelling is Spelling.SLASH:
        yield f"/{target.path}"
    elif spelling is Spelling.RELATIVE:
        relative = posixpath.relpath(f"/{target.path}", f"/{new.folder}")
        if not written.startswith("./"):
            yield relative
        yield relative if relative.startswith(".") else f"./{relative}"
    yield target.path
    yield f"/{target.path}"


def spelling_of(written: str, hop: Hop, habit: Habit) -> Spelling:
    """Return how a link is spelled."""
    segments = _segments(written)
    if written.startswith("/"):
        return Spelling.SLASH
    if not {".", ".."}.isdisjoint(segments):
        return Spelling.RELATIVE
    path = fold(_Target(hop.target, extension=_has_extension(written, hop.target)).path)
    named = fold("/".join(segments))
    relative = path == (f"{fold(hop.folder)}/{named}" if hop.folder else named)
    if relative and (habit.link_format == "relative" or (habit.web and not habit.link_format)):
        return Spelling.RELATIVE
    if path == named and (len(segments) > 1 or habit.link_format == "absolute"):
        return Spelling.ROOT
    return Spelling.NAME if len(segments) == 1 else Spelling.ENDING


class _Target:
    """A target as links write it."""

    def __init__(self, target: str, *, extension: bool) -> None:
        self._is_folder = target.endswith("/")
        self.path = target.strip("/")
        self.suffix = ""
        if not self._is_folder and not extension and target.lower().endswith(".md"):
            self.path, self.suffix = self.path[:-3], self.path[-3:]

    @property
    def may_need_extension(self) -> bool:
        """Whether the extension was left out."""
        return bool(self.suffix)

    def ending(self, count: int) -> str:
        """Return the last segments."""
        return "/".join(self.path.split("/")[-count:])

    def ended(self, spelled: str) -> str:
        """Put the `/` behind a folder by which links know it."""
        if self._is_folder and not spelled.endswith("/") and spelled.rpartition("/")[2] not in {".", ".."}:
            return f"{spelled}/"
        return spelled


def _segments(written: str) -> list[str]:
    return [segment for segment in written.split("/") if segment]


def _has_extension(written: str, target: str) -> bool:
    """Return whether a link writes the whole name of a note; other files are always named whole."""
    last = written.rpartition("/")[2]
    return not target.lower().endswith(".md") or fold(last) == fold(target.rpartition("/")[2])
