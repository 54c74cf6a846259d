"""The vault that a move is about, read whole: also what is not published, and what Obsidian leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ropewalk.build import all_notes, dialect_of
from ropewalk.compile import compile_note
from ropewalk.memory import Memory
from ropewalk.model.note import Dialect
from ropewalk.model.vault import Vault
from ropewalk.move.catalogue import Catalogue
from ropewalk.move.document import Document, note_document, other_document
from ropewalk.options import Options
from ropewalk.properties import read
from ropewalk.vault import decode


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeVault:
    """The vault as it is on the disk, and as a catalogue of what links where."""

    vault: Vault
    catalogue: Catalogue
    dialect: Dialect
    places: Mapping[str, Path]
    """Where each note and file is on the disk, by its path."""

    def document(self, path: str, text: str) -> Document | None:
        """Return what a text is as the file at a path."""
        if path.lower().endswith(".md"):
            return note_document(path, text, compile_note(text, read(text), self.dialect))
        return other_document(path, text)


def read_whole(root: Path, options: Options, memory: Memory) -> WholeVault:
    """Read and compile every note of the vault at `root`, and read its canvases and bases."""
    vault, compiled = all_notes(root, options, memory, whole=True)
    documents = {
        source.path: note_document(source.path, source.text, compiled[source.path]) for source in vault.notes
    }
    for file in vault.files:
        if (other := _read_other(file.path, file.file)) is not None:
            documents[file.path] = other
    unread = vault.withheld - documents.keys()
    files = {file.path for file in vault.files} | unread
    catalogue = Catalogue(
        documents=dict(sorted(documents.items())),
        files=frozenset(files - documents.keys()),
        link_format=vault.settings.link_format,
        aliases=options.aliases,
    )
    places = {note.path: note.file for note in vault.notes} | {file.path: file.file for file in vault.files}
    return WholeVault(vault=vault, catalogue=catalogue, dialect=dialect_of(vault, options), places=places)


def _read_other(path: str, file: Path) -> Document | None:
    """Return a canvas or base; what cannot be read holds no links."""
    if other_document(path, "") is None:
        return None
    try:
        return other_document(path, decode(file.read_bytes()))
    except (OSError, UnicodeDecodeError):
        return None
