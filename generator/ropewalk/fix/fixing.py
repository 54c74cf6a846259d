"""From what was found in a vault to the edits that mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from manifestcheck.diagnostic import Diagnostic
from manifestcheck.position import Position
from ropewalk.build import Site, dialect_of
from ropewalk.fix.change import Change, quotes, ways_to_write
from ropewalk.fix.changes import Changes, Told
from ropewalk.fix.proof import Proof
from ropewalk.model.note import CompiledNote, Reference, Written
from ropewalk.model.vault import Source
from ropewalk.move.diff import text_diff
from ropewalk.move.edit import Edit, edited
from ropewalk.move.journal import carry_out
from ropewalk.move.writing import Writing

_Try = tuple[Change | None, list[Edit]]
"""A change, None for quotes alone, and edits of which one may make it."""
_Made = list[tuple[Change | None, Edit]]


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
    told: dict[str, dict[Position, set[str]]] = {}
    for one in found:
        if one.position is not None and one.path in site.linked.notes:
            told.setdefault(one.path, {}).setdefault(one.position, set()).add(one.code)
    changes, made = Changes(site), Fixes()
    dialect = dialect_of(site.vault, site.options)
    for source in site.vault.notes:
        if source.path not in told:
            continue
        note, here = site.compiled[source.path], told[source.path]
        trying = _Note(source.text, note, Proof(source.text, note, dialect))
        if edits := trying.edits(changes.of(source.path, here), here):
            made.edits[source.path] = edits
            made.sources[source.path] = source
    return made


class _Note:
    """One note while its edits are tried."""

    def __init__(self, text: str, note: CompiledNote, proof: Proof) -> None:
        self._text, self._note, self._proof = text, note, proof

    def edits(self, changes: Iterable[Change], told: Told) -> list[Edit]:
        """Return the edits that hold together."""
        ways = [(change, list(ways_to_write(self._text, self._note, change))) for change in changes]
        tries: list[_Try] = [(change, several) for change, several in ways if several]
        tries += [(None, [quotes(self._text, one)]) for one in self._note.references if _bare(one, told)]
        return [edit for _, edit in self._made(tries, [])]

    def _made(self, tries: Sequence[_Try], before: _Made) -> _Made:
        """Return which of the tries can be made beside those `before`: all at once, else half by half."""
        if not tries:
            return []
        likely = [(change, several[0]) for change, several in tries]
        if self._holds([*before, *likely]):
            return likely
        if len(tries) == 1:
            change, (_, *others) = tries[0]
            return next(([(change, one)] for one in others if self._holds([*before, (change, one)])), [])
        middle = len(tries) // 2
        first = self._made(tries[:middle], before)
        return [*first, *self._made(tries[middle:], [*before, *first])]

    def _holds(self, made: _Made) -> bool:
        ordered = sorted(edit for _, edit in made)
        apart = all(one.end <= other.start for one, other in pairwise(ordered))
        return apart and self._proof.holds(ordered, {change.index: change for change, _ in made if change})


def _bare(reference: Reference, told: Told) -> bool:
    """Whether a link stands in the properties without the quotes that it needs."""
    return reference.written is Written.PROPERTY and "RW103" in told.get(reference.position, ())
