"""The table of contents of a page: its headings as a tree."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from ropewalk.model.article import Contents
from ropewalk.model.note import Heading


def contents(headings: Sequence[Heading]) -> tuple[Contents, ...]:
    """Return the headings nested by level; a level that is left out is no level of its own."""
    entries: list[Contents] = []
    start = 0
    while start < len(headings):
        end = start + 1
        while end < len(headings) and headings[end].level > headings[start].level:
            end += 1
        heading = headings[start]
        below = contents(headings[start + 1 : end])
        entries.append(Contents(heading.text, f"#{quote(heading.id)}", heading.level, below))
        start = end
    return tuple(entries)
