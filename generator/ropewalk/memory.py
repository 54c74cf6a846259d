"""What is known of a vault's notes from earlier: only what has changed is read and compiled again."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from manifestcheck.diagnostic import Diagnostic
from ropewalk.compile import compile_note
from ropewalk.model.note import CompiledNote, Dialect, Properties
from ropewalk.model.vault import Source
from ropewalk.properties import read
from ropewalk.vault import read_note, signature
from ropewalk.walk import Entry

_FRESH: Final = 0.05
"""Seconds after its last change in which a file may still be being written, or change without a trace."""
_PATIENCE: Final = 10
"""Looks at a file that does not settle, with so many seconds between them."""


class Memory:
    """The notes of one vault as they were last read and compiled."""

    def __init__(self) -> None:
        self._read: dict[Path, tuple[tuple[int, ...], str | None, tuple[Diagnostic, ...]]] = {}
        self._properties: dict[str, tuple[str, Properties]] = {}
        self._compiled: dict[str, tuple[str, Dialect, CompiledNote]] = {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing was read yet."""
        return not self._read

    def read(self, entry: Entry, found: list[Diagnostic]) -> str | None:
        """Return what `ropewalk.vault.read_note` returns, from memory if the file is the same.

        A file that is being written is read once it is whole: editors cut a file off before they write it
        anew, so one that had text and has none is looked at again for a while.
        """
        known = self._read.get(entry.file)
        now = signature(entry.file)
        if known is not None and known[0] == now:
            found += known[2]
            return known[1]
        if known is not None:
            now = _settled(entry.file, had_text=bool(known[1]))
        remarks: list[Diagnostic] = []
        text = read_note(entry, remarks)
        self._read[entry.file] = (now, text, tuple(remarks))
        found += remarks
        return text

    def properties(self, sources: Iterable[Source]) -> dict[str, Properties]:
        """Return the properties of each note by path; notes that are not named are forgotten."""
        known, self._properties = self._properties, {}
        was_read, self._read = self._read, {}
        for source in sources:
            self._read[source.file] = was_read[source.file]
            held = known.get(source.path)
            if held is None or held[0] != source.text:
                held = (source.text, read(source.text))
            self._properties[source.path] = held
        return {path: held[1] for path, held in self._properties.items()}

    def compiled(self, sources: Iterable[Source], dialect: Dialect) -> dict[str, CompiledNote]:
        """Return the compiled notes by path; their properties are to be asked for first."""
        known, self._compiled = self._compiled, {}
        for source in sources:
            held = known.get(source.path)
            if held is None or held[:2] != (source.text, dialect):
                note = compile_note(source.text, self._properties[source.path][1], dialect)
                held = (source.text, dialect, note)
            self._compiled[source.path] = held
        return {path: held[2] for path, held in self._compiled.items()}


def _settled(file: Path, *, had_text: bool) -> tuple[int, ...]:
    """Wait until the last change of a file is a moment ago; return its signature."""
    for _ in range(_PATIENCE):
        now = signature(file)
        emptied = had_text and now[1:2] == (0,)
        age = time.time() - now[0] / 1e9 if now else _FRESH
        if not emptied and not 0 <= age < _FRESH:
            break
        time.sleep(_FRESH)
    return now
