"""A note with changes made in it, compared with the note before: nothing else may mean something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ropewalk.compile import compile_note
from ropewalk.fix.change import Change
from ropewalk.model.note import CompiledNote, Dialect, Reference
from ropewalk.move.edit import Edit, edited
from ropewalk.properties import read


class Proof:
    """What a note means, and whether it still does when it is edited."""

    def __init__(self, text: str, note: CompiledNote, dialect: Dialect) -> None:
        self._text, self._note, self._dialect = text, note, dialect

    def holds(self, edits: Sequence[Edit], changes: Mapping[int, Change]) -> bool:
        """Whether the edits make these changes, by the places of their links, and no others."""
        text = edited(self._text, edits)
        after = compile_note(text, read(text), self._dialect)
        before = self._note.references
        return (
            _meaning(after) == _meaning(self._note)
            and len(after.references) == len(before)
            and all(
                changes[place].is_made(old, new) if place in changes else _same(old, new)
                for place, (old, new) in enumerate(zip(before, after.references, strict=True))
            )
        )


def _same(old: Reference, new: Reference) -> bool:
    """Whether two references are one, wherever they stand."""
    return _said(old) == _said(new)


def _said(one: Reference) -> tuple[object, ...]:
    size = (one.alt, one.width, one.height)
    return one.written, one.embed, one.target, one.subpath, one.shown, one.hidden, one.property, *size


def _meaning(note: CompiledNote) -> tuple[object, ...]:
    """Return what others can refer to in a note, what it says of itself, and its code."""
    return (
        [(heading.key, heading.id, heading.level) for heading in note.headings],
        [block.id for block in note.blocks],
        [tag.name for tag in note.tags],
        [snippet.text for snippet in note.snippets],
        {name: value for name, value in note.properties.values.items() if "[[" not in str(value)},
        note.properties.aliases,
        note.properties.publish,
        sorted(note.footnotes),
    )
