"""A note's text as it is searched: its headings with their ids, and the paragraphs under each."""

from __future__ import annotations

from html import escape

from ropewalk.model.note import PARAGRAPHS, CompiledNote


def searched(note: CompiledNote, title: str) -> str:
    """Return HTML without links, formatting and embeds: the index reads it, and no reader sees it.

    A heading that the page shows as its `title` is left out.
    """
    parts: list[str] = []
    for section in note.sections:
        heading = None if section.heading is None else note.headings[section.heading]
        if heading is not None and not (heading == note.lead and heading.text == title):
            parts.append(f'<h2 id="{escape(heading.id)}">{escape(heading.text, quote=False)}</h2>')
        text = escape(section.text, quote=False)
        parts += [f"<p>{paragraph}</p>" for paragraph in text.split(PARAGRAPHS) if paragraph]
    return "".join(parts)
