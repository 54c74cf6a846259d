"""What a note is about in a sentence or two: its property `description`, else how it begins."""

from __future__ import annotations

from typing import Final

from ropewalk.model.note import CompiledNote

LENGTH: Final = 160
"""A beginning is cut to so many characters; a property is not."""


def description(note: CompiledNote, title: str) -> str:
    """Return plain text; '' where the note, which has this title, has none."""
    value = note.properties.values.get("description")
    return value if isinstance(value, str) and value else _beginning(note, title)


def _beginning(note: CompiledNote, title: str) -> str:
    for section in note.sections:
        # Enough of a long text: most of its words are not needed.
        text = " ".join(section.text[: 8 * LENGTH].split())
        if text and text != title:
            return text if len(text) <= LENGTH else f"{text[: LENGTH - 1].rstrip()}…"
    return ""
