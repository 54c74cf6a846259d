"""A page being filled: what its parts must know of each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from manifestcheck.diagnostic import Diagnostic, Severity
from ropewalk.model.linked import LinkedNote, LinkedVault
from ropewalk.model.note import Reference
from ropewalk.model.proof import Proof

EMBED_BUDGET = 1_000
"""Notes embedded in one page: ten a level at depth 8 is no limit otherwise."""


@dataclass(slots=True, kw_only=True)
class Footnote:
    """A footnote that the page uses."""

    number: int
    name: str
    """What its ids are made of: the label, and for another note's footnote its number before that."""
    id: str
    marks: list[str] = field(default_factory=list)
    """The ids of the places that refer to it."""


@dataclass(slots=True, kw_only=True)
class Page:
    """Where the pieces land: the address that links are relative to, and what is numbered once."""

    vault: LinkedVault
    host: LinkedNote
    strings: Mapping[str, str]
    footnotes: dict[tuple[str, str], Footnote] = field(default_factory=dict)
    """By path of the note and label, in the order of first use.

    Not by place: two notes that embed each other through footnotes would never end.
    """
    footnote_ids: dict[str, int] = field(default_factory=dict)
    """The ids of footnotes and of the places that refer to them, see `ropewalk.paths.unique`."""
    proof: Proof | None = None
    proven: bool = False
    """Whether the proof, or a part of it, has found its place."""
    embeds_left: int = EMBED_BUDGET
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def warn(self, note: LinkedNote, reference: Reference, code: str, message: str) -> None:
        """Add a warning about a reference of a note on this page."""
        self.diagnostics.append(
            Diagnostic(
                path=note.path,
                position=reference.position,
                code=code,
                severity=Severity.WARNING,
                message=message,
            )
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Whose pieces are being filled in: the host's own, or those of a note embedded in it."""

    note: LinkedNote
    chain: tuple[tuple[str, str], ...]
    """Path and part (its id, '' for all) of what this is inside of, the host first."""

    @property
    def embedded(self) -> bool:
        """Whether this is another place's text on the host's page."""
        return len(self.chain) > 1
