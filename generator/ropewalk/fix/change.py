"""What a link is to say instead, and the ways to write that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ropewalk.model.note import CompiledNote, Reference, Written
from ropewalk.move.edit import Edit, Lines
from ropewalk.move.note_part import note_edits


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of one link of a note; None keeps a part as it is."""

    index: int
    """Into the note's references."""
    target: str | None = None
    subpath: str | None = None
    keeps_shown: bool = False
    """Whether the reader is to see the same text as before."""

    def is_made(self, before: Reference, after: Reference) -> bool:
        """Whether the link says what it is to say, and all else of it is as it was."""
        wanted = (
            before.target if self.target is None else self.target,
            before.subpath if self.subpath is None else self.subpath,
        )
        same = (before.written, before.embed, before.hidden, before.width, before.height)
        return (
            (after.target, after.subpath) == wanted
            and (after.written, after.embed, after.hidden, after.width, after.height) == same
            and (not self.keeps_shown or after.shown == before.shown)
        )


def ways_to_write(text: str, note: CompiledNote, change: Change) -> Iterator[Edit]:
    """Yield edits of the note's text of which one makes a change, if any does; the likely one comes first."""
    reference = note.references[change.index]
    found = list(note_edits(text, note, {change.index: (change.target, change.subpath)}, {}))
    if len(found) != 1 or not isinstance(found[0], Edit):
        return
    edit = found[0]
    shows_target = reference.written is Written.WIKILINK and text[edit.end :].lstrip().startswith("]]")
    if not (change.keeps_shown and shows_target):
        yield edit
        return
    # In a table the bar needs a backslash; most rows of tables begin with a bar, and nothing else does.
    line = text[text.rfind("\n", 0, edit.start) + 1 : edit.start].lstrip(" \t>")
    for bar in ("\\|", "|") if line.startswith("|") else ("|", "\\|"):
        yield Edit(edit.start, edit.end, f"{edit.text}{bar}{reference.shown}")


def quotes(text: str, reference: Reference) -> Edit:
    """Return the edit that puts a link of the properties in quotes."""
    start = Lines(text).offset(reference.position)
    written = text[start : start + reference.length]
    return Edit(start, start + reference.length, f'"{written}"')
