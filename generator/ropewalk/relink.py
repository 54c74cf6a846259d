"""Linking again after edits that change no name, link or property: what is new is where things stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter

from manifestcheck.diagnostic import Diagnostic
from manifestcheck.position import Position
from ropewalk.description import description
from ropewalk.model.linked import Ambiguous, Found, LinkedNote, LinkedVault, Resolution
from ropewalk.model.note import Block, CompiledNote, Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Relinked:
    """A vault that differs from the one before by the text of some notes alone."""

    before: LinkedVault
    vault: LinkedVault
    edited: frozenset[str]


def relinked(
    before: LinkedVault, old: Mapping[str, CompiledNote], new: Mapping[str, CompiledNote]
) -> Relinked | None:
    """Return the vault of the notes `new`, where that of `old` is known; None: it has to be linked anew.

    Everything else that the linker is given has to be the same.
    """
    if list(old) != list(new):
        return None
    edited = [path for path, note in new.items() if note is not old[path]]
    if any(path not in before.notes or _face(old[path]) != _face(new[path]) for path in edited):
        return None
    diagnostics = list(_moved(before.diagnostics, old, new, set(edited)))
    if None in diagnostics:
        return None
    notes = dict(before.notes)
    for path in edited:
        about = description(new[path], notes[path].title)
        notes[path] = replace(notes[path], note=new[path], about=about)
    for path in edited:
        parts = _parts(old[path], new[path])
        for source in {path, *(backlink.source for backlink in notes[path].backlinks)}:
            notes[source] = _pointed(notes[source], path, parts)
    kept = [one for one in diagnostics if one is not None]
    vault = replace(before, notes=notes, diagnostics=tuple(sorted(kept, key=attrgetter("place"))))
    return Relinked(before=before, vault=vault, edited=frozenset(edited))


def _face(note: CompiledNote) -> tuple[object, ...]:
    """Return what the linker and the pages of other notes know of a note, beside where it stands."""
    return (
        note.properties.values,
        note.properties.aliases,
        note.lead.text if note.lead else None,
        [(heading.level, heading.text, heading.key, heading.id) for heading in note.headings],
        [block.id for block in note.blocks],
        [
            (one.written, one.embed, one.target, one.subpath, one.shown, one.hidden, one.property)
            for one in note.references
        ],
        [(tag.name, tag.hidden) for tag in note.tags],
    )


def _parts(old: CompiledNote, new: CompiledNote) -> dict[int, Heading | Block]:
    """Return the new heading or block for each old one, by its identity."""
    pairs: list[tuple[Heading | Block, Heading | Block]] = [
        *zip(old.headings, new.headings, strict=True),
        *zip(old.blocks, new.blocks, strict=True),
    ]
    return {id(before): after for before, after in pairs}


def _pointed(note: LinkedNote, path: str, parts: Mapping[int, Heading | Block]) -> LinkedNote:
    """Return a note whose answers name the new parts of the note at `path`."""
    resolutions = tuple(_resolution(one, path, parts) for one in note.resolutions)
    if all(one is other for one, other in zip(resolutions, note.resolutions, strict=True)):
        return note
    return replace(note, resolutions=resolutions)


def _resolution(one: Resolution, path: str, parts: Mapping[int, Heading | Block]) -> Resolution:
    if isinstance(one, Ambiguous):
        chosen = _resolution(one.chosen, path, parts)
        return one if chosen is one.chosen or not isinstance(chosen, Found) else replace(one, chosen=chosen)
    if isinstance(one, Found) and one.path == path and id(one.part) in parts:
        return replace(one, part=parts[id(one.part)])
    return one


def _moved(
    diagnostics: tuple[Diagnostic, ...],
    old: Mapping[str, CompiledNote],
    new: Mapping[str, CompiledNote],
    edited: set[str],
) -> Iterator[Diagnostic | None]:
    """Yield the diagnostics where their references stand now; None: one is about something else."""
    places: dict[tuple[str, Position], Position] = {
        (path, before.position): after.position
        for path in edited
        for before, after in zip(old[path].references, new[path].references, strict=True)
    }
    for one in diagnostics:
        if one.path not in edited or one.position is None:
            yield one
        else:
            place = places.get((one.path, one.position))
            yield None if place is None else replace(one, position=place)
