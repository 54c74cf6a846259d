"""What is known of a vault's notes from earlier: only what has changed is read and compiled again."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from manifestcheck.diagnostic import Diagnostic
from ropewalk.cache import Cache, key_of
from ropewalk.compiling import Executors, compile_notes, here, packed, unpacked
from ropewalk.fitness import Fitness
from ropewalk.link import Linking
from ropewalk.model.note import CompiledNote, Dialect, Properties
from ropewalk.model.vault import Source
from ropewalk.properties import read
from ropewalk.vault import read_note, signature
from ropewalk.walk import Entry

_FRESH: Final = 0.05
"""Seconds after its last change in which a file may still be being written, or change without a trace."""
_PATIENCE: Final = 10
"""Looks at a file that does not settle, with so many seconds between them."""

_AT_ONCE: Final = 1_000
"""Notes that are written to the cache together."""


@dataclass(slots=True, kw_only=True)
class _Known:
    text: str
    properties: Properties | None = None
    note: CompiledNote | None = None


class Memory:
    """The notes of one vault as they were last read and compiled, here or as a cache on disk has them."""

    def __init__(self, *, cache: Cache | None = None, executors: Executors | None = None) -> None:
        """Without executors notes are compiled in this process."""
        self.cache = cache
        self._executors = executors or here
        self.entries: dict[str, Entry] = {}
        """For `ropewalk.vault.scan`, from one to the next."""
        self._read: dict[Path, tuple[tuple[int, ...], str | None, tuple[Diagnostic, ...]]] = {}
        self._dialect = Dialect()
        self._notes: dict[str, _Known] = {}
        self.fitness = Fitness()
        self.lasts = False
        """Whether the vault will be loaded again: what only that needs is kept, too."""
        self.linking: tuple[object, Linking] | None = None
        """What was linked last, and all that it was made of beside the notes."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was read yet."""
        return not self._read

    def forget(self) -> None:
        """Let go of all that was read and compiled; what the cache on disk has stays there."""
        self.entries, self._read, self._notes = {}, {}, {}

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

    def prepare(self, sources: Sequence[Source], dialect: Dialect) -> None:
        """Name the notes that are asked for from now on; others are forgotten."""
        self._read = {source.file: self._read[source.file] for source in sources}
        known = self._notes if dialect == self._dialect else {}
        self._dialect = dialect
        self._notes = {
            source.path: held
            if (held := known.get(source.path)) is not None and held.text == source.text
            else _Known(text=source.text)
            for source in sources
        }

    def properties(self) -> Mapping[str, Properties]:
        """Return the properties of each note by path."""
        self._look_up()
        found: dict[str, Properties] = {}
        for path, known in self._notes.items():
            if known.properties is None:
                known.properties = read(known.text)
            found[path] = known.properties
        return found

    def compiled(self, paths: Sequence[str]) -> dict[str, CompiledNote]:
        """Return the notes at `paths`, whose properties are known, compiled."""
        self._compile([known for path in paths if (known := self._notes[path]).note is None])
        return {path: note for path in paths if (note := self._notes[path].note) is not None}

    def _compile(self, missing: Sequence[_Known]) -> None:
        jobs = [(known.text, known.properties or Properties()) for known in missing]
        kept: dict[bytes, bytes] = {}
        made = compile_notes(jobs, self._dialect, self._executors)
        for known, (note, content) in zip(missing, made, strict=True):
            known.note = note
            if self.cache is not None:
                kept[self._key(known.text)] = content or packed(note)
            if self.cache is not None and len(kept) == _AT_ONCE:
                self.cache.put(kept)
                kept = {}
        if self.cache is not None:
            self.cache.put(kept)

    def _look_up(self) -> None:
        """Take from the cache what it has of the notes that are not known."""
        if self.cache is None:
            return
        unknown: dict[bytes, list[_Known]] = {}
        for known in self._notes.values():
            if known.note is None:
                unknown.setdefault(self._key(known.text), []).append(known)

        def take(key: bytes, content: bytes) -> None:
            note = unpacked(content)
            for known in unknown[key]:
                known.properties, known.note = note.properties, note

        self.cache.get(list(unknown), take)

    def _key(self, text: str) -> bytes:
        return key_of("note", repr(self._dialect), text)


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
