"""Headings as links name them, and the subpaths that name some which get another text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ropewalk.model.note import Heading
from ropewalk.subpath import heading_key

_LEFT_OUT: Final = ("%%", "[[", "]]", ":", "#", "|", "^", "\\")
"""What Obsidian leaves out of a heading's text when it writes a link to it."""


def linkable(text: str) -> str:
    """Return a heading's text as a link names it."""
    for mark in _LEFT_OUT:
        text = text.replace(mark, " ")
    return " ".join(text.split())


def renamed_subpath(
    subpath: str, headings: tuple[Heading, ...], found: int, texts: Mapping[int, str]
) -> str | None:
    """Return a subpath with the headings called what `texts` says by their places; None: it names none.

    The subpath leads to the heading at the place `found`.
    """
    segments = [segment for segment in subpath.split("#") if segment.strip()]
    chain, renamed = _chain(headings, found), False
    at = len(chain)
    for number in reversed(range(len(segments))):
        key = heading_key(segments[number])
        at = next((place for place in reversed(range(at)) if headings[chain[place]].key == key), -1)
        if at < 0:
            return None
        if chain[at] in texts:
            segments[number], renamed = linkable(texts[chain[at]]), True
    return "#".join(segments) if renamed else None


def _chain(headings: tuple[Heading, ...], last: int) -> list[int]:
    """Return the places of the headings that one stands under, its own last."""
    chain = [last]
    for place in reversed(range(last)):
        if headings[place].level < headings[chain[0]].level:
            chain.insert(0, place)
    return chain
