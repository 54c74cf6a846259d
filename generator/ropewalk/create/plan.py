"""Where a new note goes, who has been waiting for it, and whose links it takes."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from manifestcheck.position import Position
from ropewalk.broken import BrokenError
from ropewalk.create.name import path_of, reason_against
from ropewalk.model.note import CompiledNote, Reference
from ropewalk.model.vault import Settings, Vault
from ropewalk.move.view import View
from ropewalk.name_index import fold
from ropewalk.names import Way
from ropewalk.wanted import wanted_name


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A link in a note."""

    path: str
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNote:
    """A note that can be written."""

    path: str
    wanted_by: tuple[Place, ...]
    """The links that have led nowhere and will lead to it, in path order."""
    takes: tuple[tuple[Place, str], ...]
    """The links that will lead to it, or to several notes, and where they lead today."""

    @property
    def title(self) -> str:
        """Its name without folder and `.md`."""
        return posixpath.basename(self.path)[:-3]


class Planning:
    """A vault with all its notes, published or not: links of every note count."""

    def __init__(self, vault: Vault, notes: Mapping[str, CompiledNote], *, aliases: bool) -> None:
        self._vault = vault
        self._notes = notes
        self._paths = {*notes, *vault.withheld, *(file.path for file in vault.files)}
        self._aliases = aliases
        self._view = self._with()

    def plan(self, title: str, folder: str) -> NewNote:
        """Return what a note of this title will be; `folder` is where new notes go, '' for the vault itself.

        A title with `/` in it is a path from the vault's root; any other goes where the links that want it
        look for it, else into `folder`. Raises BrokenError if the name can't be used or is taken.
        """
        name = path_of(title)
        if reason := reason_against(name):
            raise BrokenError(reason, help="Choose another title.")
        path = f"{self._wanted_path(name) or posixpath.join(folder, name)}.md"
        self._refuse_taken(path)
        if "/" not in name:
            self._refuse_namesake(f"{name}.md")
        return self._planned(path)

    def _wanted_path(self, name: str) -> str | None:
        """Return the path under which alone a name is wanted, None for a name without a folder."""
        if "/" in name:
            return name
        wanted = {fold(one): one for one, _ in self._wanted() if fold(posixpath.basename(one)) == fold(name)}
        only = next(iter(wanted.values())) if len(wanted) == 1 else ""
        if "/" not in only or reason_against(only):
            return None
        return posixpath.join(posixpath.dirname(only), name)

    def _wanted(self) -> Iterator[tuple[str, str]]:
        for source, reference in self._references():
            if self._view.answer(source, reference.target).way is Way.MISSING:
                name = wanted_name(source, reference.target)
                if name is not None:
                    yield name, source

    def _refuse_taken(self, path: str) -> None:
        place = self._vault.root / path
        known = next((one for one in sorted(self._paths) if fold(one) == fold(path)), None)
        if known is not None or os.path.lexists(place):
            raise BrokenError(f"the note `{known or path}` is there already")
        above = next(parent for parent in place.parents if parent.exists())
        if not above.is_dir():
            raise BrokenError(f"`{above.relative_to(self._vault.root).as_posix()}` is a file, not a folder")
        if not above.resolve().is_relative_to(self._vault.root.resolve()):
            raise BrokenError(f"`{path}` would lie outside of the vault")

    def _refuse_namesake(self, name: str) -> None:
        other = next(
            (one for one in sorted(self._notes) if fold(posixpath.basename(one)) == fold(name)), None
        )
        if other is not None:
            help_ = f"Name a folder to have both: `ropewalk new FOLDER/{name[:-3]}`."
            raise BrokenError(
                f"the note `{other}` has that name, and links would not tell them apart", help=help_
            )

    def _planned(self, path: str) -> NewNote:
        after = self._with(path)
        wanted: list[Place] = []
        takes: list[tuple[Place, str]] = []
        for source, reference in self._references():
            old, new = (view.answer(source, reference.target) for view in (self._view, after))
            place = Place(source, reference.position)
            if path not in new.paths or new == old:
                continue
            if old.paths:
                takes.append((place, old.paths[0]))
            else:
                wanted.append(place)
        return NewNote(path=path, wanted_by=tuple(sorted(wanted)), takes=tuple(sorted(takes)))

    def _references(self) -> Iterator[tuple[str, Reference]]:
        for source, note in self._notes.items():
            for reference in note.references:
                if not reference.hidden and reference.target:
                    yield source, reference

    def _with(self, *more: str) -> View:
        return View(self._notes, (self._paths - self._notes.keys()) | {*more}, aliases=self._aliases)


def folder_for(settings: Settings, root: Path, here: Path) -> str:
    """Return the folder for new notes that Obsidian's settings ask for; '' for the vault itself.

    `here` counts as the folder of the note that is open, if it is in the vault.
    """
    if settings.new_notes == "folder":
        return settings.new_note_folder
    if settings.new_notes == "current" and here.resolve().is_relative_to(root.resolve()):
        inside = here.resolve().relative_to(root.resolve()).as_posix()
        return "" if inside == "." else inside
    return ""
