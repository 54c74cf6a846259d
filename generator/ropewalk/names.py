"""What a link's target names: Obsidian's resolution, then aliases and permalinks, as Publish does.

The steps are those of Obsidian's `getFirstLinkpathDest`. Unpublished paths take part, so that a
link means here what it means in the app, but they never leave this module.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from ropewalk.name_index import MOST, NameIndex, Paths, above, fold


class Way(Enum):
    """How a target was found, or why it was not."""

    SELF = auto()
    NAME = auto()
    ALIAS = auto()
    """By an alias or a permalink."""
    FOLDER = auto()
    WITHHELD = auto()
    """It exists and is not published."""
    MISSING = auto()
    OUTSIDE = auto()
    """The path leaves the vault."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a target names."""

    way: Way
    paths: Paths = ()
    """The chosen path, then those that are equally near, in path order. A folder ends with `/`."""


_MISSING = Answer(Way.MISSING)
_WITHHELD = Answer(Way.WITHHELD)
_OUTSIDE = Answer(Way.OUTSIDE)


class Names:
    """Every name in a vault; `resolve` looks one up from a place in it.

    `folders_of` are the published notes: a folder has a page if one of them is below it. `aliases`
    maps an alias or permalink as written to the paths of its notes, all of them published.
    """

    __slots__ = ("_aliases", "_files", "_folders", "_open_folders", "_withheld", "_withheld_aliases")

    def __init__(
        self,
        published: Collection[str],
        *,
        withheld: Collection[str] = (),
        folders_of: Iterable[str] = (),
        aliases: Mapping[str, Collection[str]] | None = None,
        withheld_aliases: Iterable[str] = (),
    ) -> None:
        self._withheld = frozenset(withheld)
        self._files = NameIndex((*published, *self._withheld))
        self._open_folders = frozenset(folder for path in folders_of for folder in above(path))
        hidden = {folder for path in self._withheld for folder in above(path)}
        self._folders = NameIndex((self._open_folders | hidden) - {""})
        self._aliases = _aliases(aliases or {})
        self._withheld_aliases = frozenset(map(_alias, withheld_aliases)) - {""}

    def resolve(self, source: str, target: str) -> Answer:
        """Return what `target` (NFC, trimmed, without a subpath) names in a link in the file `source`."""
        if not target:
            return Answer(Way.SELF, (source,))
        folder = source.rpartition("/")[0]
        segments = [segment for segment in target.split("/") if segment]
        if "." in segments or ".." in segments:
            return self._relative(folder, target, segments)
        if target.endswith("/"):
            answer = self._folder(self._place(self._folders, target, segments, folder), root=not segments)
            return self._other_name(target) if answer is _MISSING else answer
        name = self._file_name(segments[-1]) if segments else None
        if name is None:
            return self._other_name(target)
        found = self._place(self._files, target, [*segments[:-1], name], folder)
        return self._answer(Way.NAME, found) if found else self._other_name(target)

    def _relative(self, folder: str, target: str, segments: list[str]) -> Answer:
        """Follow `.` and `..` from the source's folder (from the root after a leading `/`): exactly."""
        joined = join("" if target.startswith("/") else folder, segments)
        if joined is None:
            return _OUTSIDE
        if target.endswith("/") or segments[-1] in {".", ".."}:
            return self._folder(self._folders.exact("/".join(joined)), root=not joined)
        name = self._file_name(joined[-1])
        found = self._files.exact("/".join([*joined[:-1], name])) if name else ()
        return self._answer(Way.NAME, found) if found else _MISSING

    def _file_name(self, last: str) -> str | None:
        """Return the file name that the last segment of a link means, or None if no file has it."""
        if "." in last and self._files.has_name(fold(last)):
            return last
        return f"{last}.md" if self._files.has_name(fold(f"{last}.md")) else None

    @staticmethod
    def _place(index: NameIndex, target: str, segments: list[str], folder: str) -> Paths:
        """Return the path from the root; else, unless the link starts with `/`, the nearest one."""
        if not segments:
            return ()
        path = "/".join(segments)
        if len(segments) == 1 and not target.startswith("/") and (only := index.only(fold(path))):
            return (only,)
        found = index.exact(path)
        return found if found or target.startswith("/") else index.near(fold(path), folder)

    def _folder(self, found: Paths, *, root: bool) -> Answer:
        if root:
            return Answer(Way.FOLDER, ("/",))
        opened = tuple(f"{path}/" for path in found if path in self._open_folders)
        if found and found[0] not in self._open_folders:
            return _WITHHELD
        return Answer(Way.FOLDER, opened) if opened else _MISSING

    def _other_name(self, target: str) -> Answer:
        """Look `target` up among the aliases and permalinks, where no file has the name."""
        alias = _alias(target)
        if paths := self._aliases.get(alias):
            return Answer(Way.ALIAS, paths)
        return _WITHHELD if alias in self._withheld_aliases else _MISSING

    def _answer(self, way: Way, found: Paths) -> Answer:
        """Return the answer without anything that is withheld."""
        if found[0] in self._withheld:
            return _WITHHELD
        return Answer(way, tuple(path for path in found if path not in self._withheld))


def join(folder: str, segments: Iterable[str]) -> list[str] | None:
    """Follow `.` and `..` from `folder`; return the segments from the root, None outside of it."""
    joined = folder.split("/") if folder else []
    for segment in segments:
        if segment == "..":
            if not joined:
                return None
            joined.pop()
        elif segment != ".":
            joined.append(segment)
    return joined


def _aliases(aliases: Mapping[str, Collection[str]]) -> dict[str, Paths]:
    """Return the notes of each alias, compared as links are."""
    found: dict[str, set[str]] = {}
    for alias, paths in aliases.items():
        found.setdefault(_alias(alias), set()).update(paths)
    return {alias: tuple(sorted(paths)[:MOST]) for alias, paths in found.items() if alias}


def _alias(text: str) -> str:
    """Return the form in which aliases are compared: as file names are, `/` and `.md` taken off."""
    return fold(text).strip(" /").removesuffix(".md")
