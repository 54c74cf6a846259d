"""What each link of a vault means to one who sees all of it, as its author does in the app."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ropewalk.link import named_otherwise
from ropewalk.model.note import CompiledNote
from ropewalk.move.link import Link
from ropewalk.names import Answer, Names, Way
from ropewalk.subpath import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a link leads to."""

    way: Way
    path: str = ""
    """Of the file or folder; '' where there is none."""
    others: tuple[str, ...] = ()
    """Paths that are equally near."""
    part: tuple[str, int] | None = None
    """`heading` or `block` with its place in the note, or `missing`; None: the link names no part."""


class View:
    """The names of a vault, and the parts of its notes."""

    def __init__(
        self, notes: Mapping[str, CompiledNote], files: Collection[str], *, aliases: bool = True
    ) -> None:
        """`files` are the paths of all else; `aliases`: whether links may name a note by its alias."""
        other_names = named_otherwise(notes) if aliases else {}
        self._names = Names((*notes, *files), folders_of=notes, aliases=other_names)
        self._notes = notes
        self._parts: dict[str, Parts] = {}
        self._places: dict[str, dict[int, tuple[str, int]]] = {}

    def answer(self, source: str, target: str) -> Answer:
        """Return what a target names in a link of the file `source`."""
        return self._names.resolve(source, target)

    def meaning(self, source: str, link: Link) -> Meaning:
        """Return what a link in the file `source` means."""
        answer = self.answer(source, link.target)
        if not answer.paths:  # missing, or out of the vault: where a wanted note would be does not matter
            return Meaning(way=Way.MISSING)
        path, *others = answer.paths
        return Meaning(way=answer.way, path=path, others=tuple(others), part=self._part(path, link.subpath))

    def _part(self, path: str, subpath: str) -> tuple[str, int] | None:
        note = self._notes.get(path)
        if note is None or not subpath:
            return None
        if path not in self._parts:
            self._parts[path] = Parts(note)
            places = {id(heading): ("heading", place) for place, heading in enumerate(note.headings)}
            places |= {id(block): ("block", place) for place, block in enumerate(note.blocks)}
            self._places[path] = places
        found = self._parts[path].find(subpath)
        if found.missing:
            return ("missing", 0)
        return None if found.value is None else self._places[path][id(found.value)]
