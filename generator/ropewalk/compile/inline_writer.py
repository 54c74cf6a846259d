"""The state of a walk over one stretch of inline content: what is open, and what it says."""

from __future__ import annotations

from typing import Literal

from markdown_it.token import Token

from manifestcheck.position import Position
from ropewalk.compile.raw import RawScope
from ropewalk.compile.references import from_image, from_wikilink
from ropewalk.compile.unit import Unit
from ropewalk.model.note import Reference

Said = list[str | int]
"""Plain text as a reader sees it; an integer stands for the shown text of a reference."""


Link = int | Literal["external", "text"]
"""A link in Markdown's form: its reference, or that it leads out, or that it stands in another link."""


class InlineWriter:
    """What the handlers of the children of one inline token share."""

    __slots__ = ("formats", "inline", "labels", "links", "said", "scopes", "unit", "write")

    def __init__(self, unit: Unit, inline: Token) -> None:
        self.unit = unit
        self.inline = inline
        self.write = unit.output.write
        self.said: Said = []
        self.formats: list[str] = []
        self.links: list[Link] = []
        self.labels: list[Said] = []
        self.scopes: list[RawScope | None] = [None]

    def position(self, token: Token) -> Position:
        """Return where an inline token stands in the file."""
        return self.unit.locator.at(self.inline, token.meta["pos"])

    def places(self, token: Token) -> tuple[tuple[Position, int], tuple[Position, int] | None]:
        """Return where a link stands, and where it writes what it names (None: not in one piece)."""
        return self.unit.locator.link(self.inline, token)

    @property
    def in_link(self) -> bool:
        """Whether a link is open, in which no other may begin."""
        for scope in self.scopes:
            if scope is not None and scope.in_link:
                return True
        return bool(self.links) or self.unit.in_link

    def close_scope(self) -> str:
        """Close what raw HTML left open in the innermost element; return end tags without a start."""
        scope = self.scopes[-1]
        return "" if scope is None else scope.close()

    def enter(self, element: str) -> None:
        """Open an element of Markdown's own."""
        self.formats.append(element)
        self.scopes.append(None)

    def leave(self) -> str:
        """Close the innermost element; return its name."""
        self.close_scope()
        self.scopes.pop()
        return self.formats.pop()

    def refer(self, reference: Reference) -> int:
        """Add a reference to the note and to the text being said."""
        index = self.unit.symbols.refer(reference)
        self.said.append(index)
        return index

    def refer_to(self, token: Token) -> int:
        """Add the reference of a wikilink or an image."""
        make = from_wikilink if token.type == "wikilink" else from_image
        return self.refer(make(token, *self.places(token)))
