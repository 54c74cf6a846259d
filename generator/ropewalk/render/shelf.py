"""Where each note stands among the others of its folder, computed once for the whole vault."""

from __future__ import annotations

from collections.abc import Iterable

from ropewalk.model.article import Here, Link
from ropewalk.model.linked import LinkedNote, LinkedVault
from ropewalk.paths import href

SIBLINGS = 24
"""At most so many notes of the same folder are listed on a page, whatever the folder holds."""


class Shelf:
    """The notes by folder, in the order of their titles."""

    def __init__(self, vault: LinkedVault, folders: dict[str, tuple[LinkedNote, ...]] | None = None) -> None:
        """Sort the notes of `vault` into their folders; `folders` are sorted already."""
        self._vault = vault
        self._folders = _sorted(vault.notes.values()) if folders is None else folders
        self._places = {
            note.path: place for notes in self._folders.values() for place, note in enumerate(notes)
        }
        self._links: dict[tuple[str, str], Link] = {}

    def after(self, vault: LinkedVault, changed: Iterable[str]) -> Shelf:
        """Return the shelf of another state of the vault; `changed` are the notes that are not the same."""
        paths: dict[str, set[str]] = {}
        for path in changed:
            paths.setdefault(folder_of(path), set()).add(path)
        for folder, own in paths.items():
            own.update(note.path for note in self.notes_in(folder))
        present = (vault.notes[path] for own in paths.values() for path in own if path in vault.notes)
        left = {folder: notes for folder, notes in self._folders.items() if folder not in paths}
        return Shelf(vault, left | _sorted(present))

    def notes_in(self, folder: str) -> tuple[LinkedNote, ...]:
        """Return the notes directly in a folder (`A/B/`, the root is `/`), in order."""
        return self._folders.get(folder, ())

    def siblings(self, note: LinkedNote) -> tuple[tuple[Link, ...], Link | None]:
        """Return the nearest notes of the same folder, and a link to the rest where there are more."""
        folder = folder_of(note.path)
        notes = self._folders[folder]
        start = max(0, min(self._places[note.path] - SIBLINGS // 2, len(notes) - SIBLINGS))
        near = tuple(
            Here(other.title, None) if other.path == note.path else self._link(note.url, other)
            for other in notes[start : start + SIBLINGS]
        )
        left = len(notes) - len(near)
        more = Link(str(left), href(note.url, self._vault.folders[folder])) if left else None
        return near, more

    def _link(self, url: str, other: LinkedNote) -> Link:
        """Return a link from `url`: the same from all notes beside each other, but to what lies below one."""
        if other.url.startswith(url):
            return Link(other.title, href(url, other.url))
        beside = url.removesuffix("/").rpartition("/")[0] + url[-1:]
        key = (beside, other.path)
        if key not in self._links:
            self._links[key] = Link(other.title, href(url, other.url))
        return self._links[key]

    def breadcrumbs(self, path: str, url: str) -> tuple[Link, ...]:
        """Return links to the folders above the note or folder at `path`, the root folder left out."""
        steps = path.rstrip("/").split("/")[:-1]
        crumbs: list[Link] = []
        for depth in range(1, len(steps) + 1):
            folder = "/".join(steps[:depth]) + "/"
            address = self._vault.folders[folder]
            if address != url:
                crumbs.append(Link(self._vault.title_of(folder), href(url, address)))
        return tuple(crumbs)


def _sorted(notes: Iterable[LinkedNote]) -> dict[str, tuple[LinkedNote, ...]]:
    folders: dict[str, list[LinkedNote]] = {}
    for note in notes:
        folders.setdefault(folder_of(note.path), []).append(note)
    return {
        folder: tuple(sorted(found, key=lambda note: (note.title.casefold(), note.path)))
        for folder, found in folders.items()
    }


def folder_of(path: str) -> str:
    """Return the folder of a note as the linker names it: `A/B/`, the root is `/`."""
    folder, _, _ = path.rpartition("/")
    return f"{folder}/"
