"""Raw HTML of the author: sanitised, its addresses turned into references."""

from __future__ import annotations

from collections.abc import Callable

from manifestcheck.position import Position
from ropewalk.compile.references import from_address
from ropewalk.compile.unit import Unit
from ropewalk.model.note import Written
from ropewalk.model.slots import Address, Anchor
from ropewalk.raw_html import HtmlPart, Id, LocalAddress, RawHtml, Text

Place = Callable[[int, int], tuple[Position, int]]
"""Where a stretch of a fragment, given by its offsets, stands in the file, and its length there."""


class RawScope:
    """The raw HTML inside one element of Markdown: what it leaves open is closed with that element."""

    __slots__ = ("_raw", "_removed_at", "_unit")

    def __init__(self, unit: Unit, *, inline: bool) -> None:
        """Write into `unit`; with `inline` nothing but phrasing content is let through."""
        self._unit = unit
        self._removed_at: Position | None = None
        self._raw = RawHtml(inline=inline, load=unit.dialect.external_media)

    @property
    def open_tags(self) -> str:
        """Start tags of what is open."""
        return self._raw.open_tags

    @property
    def close_tags(self) -> str:
        """End tags of what is open, which stays open."""
        return self._raw.close_tags

    @property
    def skipping(self) -> bool:
        """Whether what follows lies in an element that is left out with its content."""
        return self._raw.skipping

    @property
    def in_paragraph(self) -> bool:
        """Whether a `<p>` is open, which any other block ends."""
        return self._raw.is_open("p")

    @property
    def in_link(self) -> bool:
        """Whether an `<a>` is open."""
        return self._raw.is_open("a")

    def feed(self, fragment: str, place: Place, *, in_link: bool = False) -> None:
        """Write a fragment."""
        if self._unit.dialect.trusted_html:
            self._unit.output.write(fragment)
            return
        for part in self._raw.feed(fragment, in_link=in_link):
            self._write(part, place)
        if self._raw.removed and self._removed_at is None:
            begin = max(fragment.find("<"), 0)
            self._removed_at, _ = place(begin, begin + 1)

    def _write(self, part: HtmlPart, place: Place) -> None:
        output, symbols = self._unit.output, self._unit.symbols
        match part:
            case Text(html):
                output.write(html)
            case Id(value):
                output.slot(Anchor(symbols.claim(value)))
            case LocalAddress(attribute, value, start, end, written):
                reference = from_address(
                    value,
                    place(start, end),
                    place(*written),
                    written=Written.HTML,
                    embed=attribute != "href",
                )
                output.slot(Address(symbols.refer(reference), attribute))

    def close(self) -> str:
        """Write the end tags of what is open; return the end tags that had no start here."""
        self._unit.output.write(self._raw.close())
        if self._removed_at is not None:
            names = ", ".join(f"`{name}`" for name in self._raw.removed)
            self._unit.symbols.inform(
                "RW406",
                f"HTML that a site must not hold was left out: {names}",
                self._removed_at,
                "Set `html: trusted` for the plugin if every author of the vault may use any HTML.",
            )
        return self._raw.unmatched
