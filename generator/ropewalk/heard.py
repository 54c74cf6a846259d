"""Which findings are told: those that neither the configuration nor a comment in the note ignores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from manifestcheck.diagnostic import Diagnostic
from ropewalk.model.note import CompiledNote


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Codes, or beginnings of codes: `RW2` stands for all that begin with it."""

    select: tuple[str, ...] = ()
    """Empty: all."""
    ignore: tuple[str, ...] = ()

    def wants(self, code: str) -> bool:
        """Whether findings of a code are told."""
        return (not self.select or code.startswith(self.select)) and not code.startswith(self.ignore)


def heard(
    found: Iterable[Diagnostic], notes: Mapping[str, CompiledNote], choice: Choice
) -> Iterator[Diagnostic]:
    """Yield the findings that are told, in their order."""
    for one in found:
        note = notes.get(one.path)
        line = one.position.line if one.position else 0
        ignored = note is not None and any(entry.covers(one.code, line) for entry in note.ignored)
        if choice.wants(one.code) and not ignored:
            yield one
