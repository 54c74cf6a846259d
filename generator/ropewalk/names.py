"""What a link's target names: Obsidian's resolution, then aliases and permalinks, as Publish does.

The steps are those of Obsidian's `getFirstLinkpathDest`. Unpublished paths take part, so that a
link means here what it means in the app, but they never leave this module.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial

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
_ROOT = Answer(Way.FOLDER, ("/",))


class Names:
    """Every name in a vault; `resolve` looks one up from a place in it.

    `folders_of` are the published notes: a folder has a page if one of them is below it. `aliases`
    maps an alias or permalink as written to the paths of its notes, all of them published.
    """

    __slots__ = (
        "_aliases",
        "_files",
        "_folders",
        "_known",
        "_open_folders",
        "_withheld",
        "_withheld_aliases",
    )

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
        self._known: dict[str, Answer | Callable[[str], Answer]] = {}

    def resolve(self, source: str, target: str) -> Answer:
        """Return what `target` (NFC, trimmed, without a subpath) names in a link in the file `source`."""
        if not target:
            return Answer(Way.SELF, (source,))
        known = self._known.get(target)
        if known is None:
            known = self._known[target] = self._find(target)
        return known if isinstance(known, Answer) else known(source.rpartition("/")[0])

    def forget(self) -> None:
        """Let go of the answers, which hold this object too: it is freed without a search for garbage."""
        self._known.clear()

    def rename(self, path: str, before: Iterable[str], after: Iterable[str]) -> set[str]:
        """Let a published note have other aliases and permalinks than before.

        Return the targets that were asked for and may name something else now.
        """
        lost, won = ({_alias(name) for name in names} - {""} for names in (before, after))
        changed = lost ^ won
        for alias in changed:
            paths = {*self._aliases.get(alias, ())} - {path} | ({path} if alias in won else set())
            self._aliases[alias] = tuple(sorted(paths))
        asked = {target for target in self._known if _alias(target) in changed} if changed else set()
        for target in asked:
            del self._known[target]
        return asked

    def _find(self, target: str) -> Answer | Callable[[str], Answer]:
        """Return the answer; where it depends on the folder of the source, what gives it for one."""
        segments = [segment for segment in target.split("/") if segment]
        if "." in segments or ".." in segments:
            return partial(self._relative, target, segments)
        if not segments:
            return _ROOT
        if target.endswith("/"):
            index, answer = self._folders, self._folder
        elif name := self._file_name(segments[-1]):
            index, answer, segments[-1] = self._files, self._file, name
        else:
            return self._other_name(target)
        found = _place(index, segments, rooted=target.startswith("/"))
        if callable(found):
            return lambda folder: answer(found(folder))
        return answer(found) if found else self._other_name(target)

    def _relative(self, target: str, segments: list[str], folder: str) -> Answer:
        """Follow `.` and `..` from `folder` (from the root after a leading `/`): exactly."""
        joined = join("" if target.startswith("/") else folder, segments)
        if joined is None:
            return _OUTSIDE
        if not joined:
            return _ROOT
        if target.endswith("/") or segments[-1] in {".", ".."}:
            return self._folder(self._folders.exact("/".join(joined)))
        name = self._file_name(joined[-1])
        return self._file(self._files.exact("/".join([*joined[:-1], name])) if name else ())

    def _file_name(self, last: str) -> str | None:
        """Return the file name that the last segment of a link means, or None if no file has it."""
        if "." in last and self._files.has_name(fold(last)):
            return last
        return f"{last}.md" if self._files.has_name(fold(f"{last}.md")) else None

    def _file(self, found: Paths) -> Answer:
        """Return the answer without anything that is withheld."""
        if not found:
            return _MISSING
        if found[0] in self._withheld:
            return _WITHHELD
        return Answer(Way.NAME, tuple(path for path in found if path not in self._withheld))

    def _folder(self, found: Paths) -> Answer:
        """Return the answer without folders that hold nothing published."""
        if not found:
            return _MISSING
        if found[0] not in self._open_folders:
            return _WITHHELD
        return Answer(Way.FOLDER, tuple(f"{path}/" for path in found if path in self._open_folders))

    def _other_name(self, target: str) -> Answer:
        """Look `target` up among the aliases and permalinks, where no file has the name."""
        alias = _alias(target)
        if paths := self._aliases.get(alias):
            return Answer(Way.ALIAS, paths[:MOST])
        return _WITHHELD if alias in self._withheld_aliases else _MISSING


def _place(index: NameIndex, segments: list[str], *, rooted: bool) -> Paths | Callable[[str], Paths]:
    """Return the path from the root, else the nearest one: of several that depends on a folder."""
    path = "/".join(segments)
    tail = fold(path)
    if not rooted and len(segments) == 1 and (only := index.only(tail)):
        return (only,)
    found = index.exact(path)
    if found or rooted:
        return found
    return partial(index.near, tail) if index.several(tail) else index.near(tail, "")


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
    return {alias: tuple(sorted(paths)) for alias, paths in found.items() if alias}


def _alias(text: str) -> str:
    """Return the form in which aliases are compared: as file names are, `/` and `.md` taken off."""
    return fold(text).strip(" /").removesuffix(".md")
