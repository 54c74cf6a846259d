"""From what was found in a vault to the edits that mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from manifestcheck.diagnostic import Diagnostic
from ropewalk.build import Site, dialect_of
from ropewalk.fix.change import Change, quotes, ways_to_write
from ropewalk.fix.changes import Changes
from ropewalk.fix.proof import Proof
from ropewalk.model.note import CompiledNote, Reference, Written
from ropewalk.model.vault import Source
from ropewalk.move.diff import text_diff
from ropewalk.move.edit import Edit, edited
from ropewalk.move.journal import carry_out
from ropewalk.move.writing import Writing

Places = frozenset[tuple[str, int, int]]
"""Code, line and column of findings."""
_Try = tuple[Change | None, list[Edit]]
"""A change, None for quotes alone, and edits of which one may make it."""


@dataclass(slots=True, kw_only=True)
class Fixes:
    """What mends findings in the notes of a vault."""

    edits: dict[str, list[Edit]] = field(default_factory=dict)
    """By path, in path order."""
    sources: dict[str, Source] = field(default_factory=dict)
    """The notes that are edited, by path."""

    @property
    def count(self) -> int:
        """How many findings they mend."""
        return sum(map(len, self.edits.values()))

    def diff(self) -> Iterator[str]:
        """Yield the lines of a unified diff, as `git apply` reads it."""
        for path, edits in self.edits.items():
            text = self.sources[path].text
            yield f"diff --git a/{path} b/{path}\n"
            yield from text_diff(text, edited(text, edits), f"a/{path}", f"b/{path}")

    def write(self, root: Path) -> None:
        """Write all of them to the vault at `root` or none; bytes that no edit is about stay as they are.

        Raises BrokenError if a note has changed meanwhile, or the disk refuses.
        """
        how = Writing(root=root.resolve(), steps=[], contents={})
        for path, edits in self.edits.items():
            how.edit(self.sources[path].file, self.sources[path].text, tuple(edits))
        carry_out(root, how.steps, how.contents)


def fixes(site: Site, found: Iterable[Diagnostic]) -> Fixes:
    """Return what mends those of the findings that have one safe way to be mended."""
    places: dict[str, set[tuple[str, int, int]]] = {}
    for one in found:
        if one.position is not None and one.path in site.linked.notes:
            at = (one.code, one.position.line, one.position.column)
            places.setdefault(one.path, set()).add(at)
    changes, made = Changes(site), Fixes()
    sources = {source.path: source for source in site.vault.notes if source.path in places}
    dialect = dialect_of(site.vault, site.options)
    for path, source in sources.items():
        told, note = frozenset(places[path]), site.compiled[path]
        trying = _Note(source.text, note, Proof(source.text, note, dialect))
        if edits := trying.edits(list(changes.of(path, told)), told):
            made.edits[path] = edits
            made.sources[path] = source
    return made


class _Note:
    """One note while its edits are tried."""

    def __init__(self, text: str, note: CompiledNote, proof: Proof) -> None:
        self._text, self._note, self._proof = text, note, proof

    def edits(self, changes: Sequence[Change], told: Places) -> list[Edit]:
        """Return the edits that hold: all at once if they do together, else one after the other."""
        ways = [(change, list(ways_to_write(self._text, self._note, change))) for change in changes]
        tries: list[_Try] = [(change, several) for change, several in ways if several]
        tries += [(None, [quotes(self._text, one)]) for one in self._note.references if _bare(one, told)]
        together = [several[0] for _, several in tries]
        if not tries or self._holds(together, [change for change, _ in tries]):
            return together
        return self._one_by_one(tries)

    def _one_by_one(self, tries: Iterable[_Try]) -> list[Edit]:
        kept: list[Edit] = []
        made: list[Change | None] = []
        for change, several in tries:
            for edit in several:
                if self._holds([*kept, edit], [*made, change]):
                    kept.append(edit)
                    made.append(change)
                    break
        return kept

    def _holds(self, edits: Sequence[Edit], changes: Iterable[Change | None]) -> bool:
        ordered = sorted(edits)
        apart = all(one.end <= other.start for one, other in pairwise(ordered))
        return apart and self._proof.holds(ordered, {change.index: change for change in changes if change})


def _bare(reference: Reference, told: Places) -> bool:
    """Whether a link stands in the properties without the quotes that it needs."""
    place = reference.position
    return reference.written is Written.PROPERTY and ("RW103", place.line, place.column) in told
