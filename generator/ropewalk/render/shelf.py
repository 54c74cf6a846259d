"""Where each note stands among the others of its folder, computed once for the whole vault."""

from __future__ import annotations

from ropewalk.model.article import Link
from ropewalk.model.linked import LinkedNote, LinkedVault
from ropewalk.paths import href

SIBLINGS = 24
"""At most so many notes of the same folder are listed on a page, whatever the folder holds."""


class Shelf:
    """The notes by folder, in the order of their titles."""

    def __init__(self, vault: LinkedVault) -> None:
        """Sort the notes of `vault` into their folders."""
        self._vault = vault
        self._folders: dict[str, list[LinkedNote]] = {}
        for note in vault.notes.values():
            self._folders.setdefault(folder_of(note.path), []).append(note)
        self._places: dict[str, int] = {}
        self._links: dict[tuple[str, str], Link] = {}
        for notes in self._folders.values():
            notes.sort(key=lambda note: (note.title.casefold(), note.path))
            self._places.update((note.path, place) for place, note in enumerate(notes))

    def notes_in(self, folder: str) -> tuple[LinkedNote, ...]:
        """Return the notes directly in a folder (`A/B/`, the root is `/`), in order."""
        return tuple(self._folders.get(folder, ()))

    def siblings(self, note: LinkedNote) -> tuple[tuple[Link, ...], Link | None]:
        """Return the nearest notes of the same folder, and a link to the rest where there are more."""
        folder = folder_of(note.path)
        notes = self._folders[folder]
        start = max(0, min(self._places[note.path] - SIBLINGS // 2, len(notes) - SIBLINGS))
        near = tuple(
            Link(other.title, None) if other is note else self._link(note.url, other)
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
        for depth, name in enumerate(steps, start=1):
            address = self._vault.folders["/".join(steps[:depth]) + "/"]
            if address != url:
                crumbs.append(Link(name, href(url, address)))
        return tuple(crumbs)


def folder_of(path: str) -> str:
    """Return the folder of a note as the linker names it: `A/B/`, the root is `/`."""
    folder, _, _ = path.rpartition("/")
    return f"{folder}/"
