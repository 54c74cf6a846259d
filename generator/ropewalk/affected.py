"""What an edit affects: of two states of a linked vault, the pages that may differ between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ropewalk.graph import found
from ropewalk.model.linked import LinkedNote, LinkedVault
from ropewalk.render.shelf import Shelf, folder_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """The notes, by path, whose pages and lists are to be made anew; those that are gone are named too."""

    pages: frozenset[str]
    """Filled in, they may say something else."""
    listed: frozenset[str]
    """Lists show them under another title, address or sentence."""
    folders: bool
    """Whether there are other folders."""
    tags: bool
    """Whether there are other tags, or other notes have them."""


def affected(before: LinkedVault, after: LinkedVault, old: Shelf, new: Shelf) -> Affected:
    """Return what is affected; `old` and `new` are the shelves of the two states."""
    paths = before.notes.keys() | after.notes.keys()
    changed = {path for path in paths if not _is_same(before.notes.get(path), after.notes.get(path))}
    # A note shows the titles of those that it links to, too.
    moved = {path for path in changed if _name(before, path) != _name(after, path)}
    folders = before.folders != after.folders
    if _differ(before.folders, after.folders) or _differ(before.tag_urls, after.tag_urls):
        pages = frozenset(paths)
    else:
        stale = changed | {
            path for path, note in after.notes.items() if moved and not moved.isdisjoint(_to(note))
        }
        pages = frozenset(
            _embedding(after, stale) | _beside(before, after, changed) | {*_shelved(before, after, old, new)}
        )
    return Affected(
        pages=pages,
        listed=frozenset(path for path in changed if _entry(before, path) != _entry(after, path)),
        folders=folders or before.generated_folders != after.generated_folders,
        tags=before.tags != after.tags or before.tag_urls != after.tag_urls,
    )


def _is_same(before: LinkedNote | None, after: LinkedNote | None) -> bool:
    return before is after or (
        before is not None
        and after is not None
        and before.note is after.note
        and (before.url, before.title, before.resolutions) == (after.url, after.title, after.resolutions)
    )


def _name(vault: LinkedVault, path: str) -> tuple[str, str] | None:
    return (vault.notes[path].title, vault.notes[path].url) if path in vault.notes else None


def _entry(vault: LinkedVault, path: str) -> tuple[str, str, str] | None:
    note = vault.notes.get(path)
    return None if note is None else (note.title, note.url, note.about)


def _differ(before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Whether anything that both name has another address."""
    return any(after.get(name, url) != url for name, url in before.items())


def _to(note: LinkedNote) -> Iterator[str]:
    return (target.path for one in note.resolutions if (target := found(one)) is not None)


def _embedding(vault: LinkedVault, stale: set[str]) -> set[str]:
    """Return `stale` and the notes that show one of them, in however many steps."""
    above: dict[str, list[str]] = {}
    for path, note in vault.notes.items():
        for reference, resolution in zip(note.note.references, note.resolutions, strict=True):
            if reference.embed and (target := found(resolution)) is not None:
                above.setdefault(target.path, []).append(path)
    reached, waiting = set(stale), list(stale)
    while waiting:
        for path in above.get(waiting.pop(), ()):
            if path not in reached:
                reached.add(path)
                waiting.append(path)
    return reached


def _beside(before: LinkedVault, after: LinkedVault, changed: set[str]) -> set[str]:
    """Return the notes whose backlinks are others, or come from a note that has changed."""
    return {
        path
        for path, note in after.notes.items()
        if path not in before.notes
        or note.backlinks != before.notes[path].backlinks
        or any(backlink.source in changed for backlink in note.backlinks)
    }


def _shelved(before: LinkedVault, after: LinkedVault, old: Shelf, new: Shelf) -> Iterator[str]:
    """Yield the notes that have other neighbours in their folder."""
    for folder in {folder_of(path) for path in after.notes}:
        was, now = (
            [(note.path, note.title, note.url) for note in shelf.notes_in(folder)] for shelf in (old, new)
        )
        if was != now:
            for note in new.notes_in(folder):
                if note.path in before.notes and old.siblings(before.notes[note.path]) != new.siblings(note):
                    yield note.path
