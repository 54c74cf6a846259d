"""All that a vault holds, as a move sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ropewalk.model.note import CompiledNote
from ropewalk.move.document import Document
from ropewalk.move.renaming import Renaming
from ropewalk.move.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Documents and files by their paths."""

    documents: Mapping[str, Document]
    """By path, in path order."""
    files: frozenset[str]
    """The paths of files without links."""
    link_format: str = ""
    """See `Settings.link_format`."""
    aliases: bool = True
    """Whether links may name a note by its alias."""

    @property
    def notes(self) -> dict[str, CompiledNote]:
        """The notes by path."""
        return {path: one.note for path, one in self.documents.items() if one.note is not None}

    def view(self) -> View:
        """Return what the links of the vault mean."""
        others = [path for path, one in self.documents.items() if one.note is None]
        return View(self.notes, (*others, *self.files), aliases=self.aliases)

    def renamed(self, renaming: Renaming) -> Catalogue:
        """Return the same documents under their new paths, for their names alone."""
        return replace(
            self,
            documents={renaming.path(path): one for path, one in self.documents.items()},
            files=frozenset(map(renaming.path, self.files)),
        )
