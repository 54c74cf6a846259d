"""What an edit affects: of two states of a linked vault, the pages that may differ between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ropewalk.graph import found
from ropewalk.model.linked import LinkedNote, LinkedVault
from ropewalk.render.shelf import Shelf, folder_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """The notes, by path, whose pages and lists are to be made anew; those that are gone are named too."""

    changed: frozenset[str]
    """They are not what they were, in text, name, links or backlinks."""
    pages: frozenset[str]
    """Filled in, they may say something else."""
    listed: frozenset[str]
    """Lists show them under another title, address or sentence."""
    notes: bool
    """Whether there are other notes."""
    folders: bool
    """Whether there are other folders, or folders of other titles."""
    tags: bool
    """Whether there are other tags, or other notes have them."""
    wanted: bool
    """Whether other notes are wanted, or by notes of other titles."""
    graph: bool
    """Whether there are other links between notes, or notes of other titles."""


def affected(
    before: LinkedVault, after: LinkedVault, changed: frozenset[str], old: Shelf, new: Shelf
) -> Affected:
    """Return what is affected; `old` and `new` are the shelves of the two states.

    `changed` are the notes that are not the same in both, see `differing`.
    """
    # A note shows the titles of those that it links to, too.
    moved = {path for path in changed if _name(before, path) != _name(after, path)}
    titles = _differing(before.folder_titles, after.folder_titles)
    folders = before.folders != after.folders or bool(titles)
    if _differ(before.folders, after.folders) or _differ(before.tag_urls, after.tag_urls):
        pages = frozenset(before.notes.keys() | after.notes.keys())
    else:
        stale = changed | {
            backlink.source for path in moved & after.notes.keys() for backlink in after.notes[path].backlinks
        }
        if titles:
            stale |= {path for path in after.notes if path.startswith(titles)}
        pages = frozenset(
            _embedding(after, stale)
            | {target for path in changed & after.notes.keys() for target in _to(after.notes[path])}
            | {*_shelved(before, old, new, changed)}
        )
    listed = frozenset(path for path in changed if _entry(before, path) != _entry(after, path))
    return Affected(
        changed=changed,
        pages=pages,
        listed=listed,
        notes=before.notes.keys() != after.notes.keys(),
        folders=folders or before.generated_folders != after.generated_folders,
        tags=before.tags != after.tags or before.tag_urls != after.tag_urls,
        wanted=before.wanted != after.wanted
        or any(not listed.isdisjoint(paths) for paths in after.wanted.values()),
        graph=any(_links(before, path) != _links(after, path) for path in changed),
    )


def differing(before: LinkedVault, after: LinkedVault) -> frozenset[str]:
    """Return the notes that are not the same in both, or not in both."""
    other = {
        path
        for path, note in after.notes.items()
        if (known := before.notes.get(path)) is not note and (known is None or not _is_same(known, note))
    }
    return frozenset(other | (before.notes.keys() - after.notes.keys()))


def _is_same(before: LinkedNote, after: LinkedNote) -> bool:
    return (
        before.note is after.note
        and (before.url, before.title) == (after.url, after.title)
        and before.resolutions == after.resolutions
        and before.backlinks == after.backlinks
        and before.rules == after.rules
    )


def _name(vault: LinkedVault, path: str) -> tuple[str, str] | None:
    return (vault.notes[path].title, vault.notes[path].url) if path in vault.notes else None


def _entry(vault: LinkedVault, path: str) -> tuple[str, str, str] | None:
    note = vault.notes.get(path)
    return None if note is None else (note.title, note.url, note.about)


def _links(vault: LinkedVault, path: str) -> tuple[object, ...] | None:
    note = vault.notes.get(path)
    return None if note is None else (note.title, note.url, note.resolutions, note.backlinks)


def _differ(before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Whether anything that both name has another address."""
    return any(after.get(name, url) != url for name, url in before.items())


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names that do not stand for the same in both."""
    return tuple(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def _to(note: LinkedNote) -> Iterator[str]:
    return (target.path for one in note.resolutions if (target := found(one)) is not None)


def _embedding(vault: LinkedVault, stale: Iterable[str]) -> set[str]:
    """Return `stale` and the notes that show one of them, in however many steps."""
    above: dict[str, list[str]] = {}
    for path, note in vault.notes.items():
        for place, reference in enumerate(note.note.references):
            if reference.embed and (target := found(note.resolutions[place])) is not None:
                above.setdefault(target.path, []).append(path)
    reached, waiting = set(stale), list(stale)
    while waiting:
        for path in above.get(waiting.pop(), ()):
            if path not in reached:
                reached.add(path)
                waiting.append(path)
    return reached


def _shelved(before: LinkedVault, old: Shelf, new: Shelf, changed: Iterable[str]) -> Iterator[str]:
    """Yield the notes that have other neighbours in their folder."""
    for folder in {folder_of(path) for path in changed}:
        was, now = (
            [(note.path, note.title, note.url) for note in shelf.notes_in(folder)] for shelf in (old, new)
        )
        if was != now:
            for note in new.notes_in(folder):
                if note.path in before.notes and old.siblings(before.notes[note.path]) != new.siblings(note):
                    yield note.path
