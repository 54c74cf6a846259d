"""What a note is about in a sentence or two: its property `description`, else how it begins."""

from __future__ import annotations

from typing import Final

from ropewalk.model.linked import LinkedNote

LENGTH: Final = 160
"""A beginning is cut to so many characters; a property is not."""


def description(note: LinkedNote) -> str:
    """Return plain text; '' where the note has none."""
    value = note.note.properties.values.get("description")
    return value if isinstance(value, str) and value else _beginning(note)


def _beginning(note: LinkedNote) -> str:
    for section in note.note.sections:
        # Enough of a long text: most of its words are not needed.
        text = " ".join(section.text[: 8 * LENGTH].split())
        if text and text != note.title:
            return text if len(text) <= LENGTH else f"{text[: LENGTH - 1].rstrip()}…"
    return ""
