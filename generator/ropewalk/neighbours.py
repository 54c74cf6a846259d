"""The notes around a note: those it links to and those that link to it, without the direction."""

from __future__ import annotations

from ropewalk.graph import found
from ropewalk.model.linked import LinkedNote, LinkedVault


def neighbour_paths(vault: LinkedVault, note: LinkedNote) -> set[str]:
    """Return the paths of a note's neighbours."""
    paths = {backlink.source for backlink in note.backlinks}
    for reference, resolution in zip(note.note.references, note.resolutions, strict=True):
        target = found(resolution)
        if target is not None and not reference.hidden and target.path in vault.notes:
            paths.add(target.path)
    return paths - {note.path}


def neighbours(vault: LinkedVault, note: LinkedNote) -> tuple[LinkedNote, ...]:
    """Return the neighbours of a note in the order of their titles."""
    notes = (vault.notes[path] for path in neighbour_paths(vault, note))
    return tuple(sorted(notes, key=lambda other: (other.title.casefold(), other.path)))
