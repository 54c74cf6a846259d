"""The state of a walk over the blocks of a note: the containers that are open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from manifestcheck.position import Position
from ropewalk.compile.inline import Written
from ropewalk.compile.inline_writer import Said
from ropewalk.compile.raw import RawScope
from ropewalk.compile.unit import Unit
from ropewalk.model.note import Block
from ropewalk.model.slots import Anchor, Pieces


@dataclass(slots=True, kw_only=True)
class Frame:
    """An open container: what to write when it closes, and what it is to be remembered as."""

    closing: str = ""
    start: int = 0
    block_id: str = ""
    wrap: tuple[str, str] = ("", "")
    line: int = 0
    scope: RawScope | None = None
    fold: str = ""
    """The fold mark of a callout."""
    label: str = ""
    """Of a footnote."""
    number: int | None = None
    """The number of the next item of an ordered list; None for other containers."""


class BlockWriter:
    """What the handlers of the blocks of one note share."""

    def __init__(self, unit: Unit, tokens: Sequence[Token]) -> None:
        self.unit = unit
        self.tokens = tokens
        self.index = 0
        self.frames = [Frame()]
        self.row: Said = []

    def tag(self, before: str, block_id: str, after: str = ">") -> Pieces:
        """Return a start tag, with an anchor where the block has an id that can be linked to."""
        if not block_id or self.unit.output.aside:
            return (before + after,)
        return (before, Anchor(self.unit.symbols.claim(f"^{block_id}")), after)

    def remember(self, block_id: str, start: int, line: int, wrap: tuple[str, str] = ("", "")) -> None:
        """Add a block that ends here, if it has an id that can be linked to."""
        if block_id and not self.unit.output.aside:
            self.unit.symbols.blocks.append(
                Block(
                    id=block_id,
                    start=start,
                    end=self.unit.output.mark(),
                    open_wrap=wrap[0],
                    close_wrap=wrap[1],
                    line=line,
                )
            )

    def start(self, token: Token) -> tuple[str, int]:
        """Return the block id of a token and the piece at which it starts (0 where it has no id)."""
        block_id = str(token.meta.get("block_id", ""))
        return block_id, self.unit.output.mark() if block_id else 0

    def open(self, token: Token, before: str, closing: str, *, wrap: tuple[str, str] = ("", "")) -> Frame:
        """Open a container: `before` is its start tag up to where an id may stand."""
        block_id, start = self.start(token)
        self.unit.output.write_all(self.tag(before, block_id))
        frame = Frame(
            closing=closing, start=start, block_id=block_id, wrap=wrap, line=self.unit.line_of(token)
        )
        self.frames.append(frame)
        return frame

    def close_scope(self, frame: Frame) -> None:
        """Close what raw HTML left open in a container."""
        if frame.scope is not None:
            frame.scope.close()
            self.unit.in_link = self._in_link()

    def _in_link(self) -> bool:
        return any(frame.scope is not None and frame.scope.in_link for frame in self.frames)

    def skipped(self, token: Token) -> bool:
        """Step over a block that stands inside raw HTML that is left out with its content."""
        scope = self.frames[-1].scope
        if scope is None or not scope.skipping or token.type == "html_block" or token.nesting == -1:
            return False
        depth: int = token.nesting
        while depth:
            self.index += 1
            depth += self.tokens[self.index].nesting
        return True

    def raw(self, fragment: str, token: Token) -> None:
        """Write raw HTML that stands among the blocks of the innermost container."""

        def place(start: int, end: int) -> tuple[Position, int]:
            return self.unit.span(token, fragment, start, end)

        frame = self.frames[-1]
        if frame.scope is None:
            frame.scope = RawScope(self.unit, inline=False)
        frame.scope.feed(fragment, place, in_link=self.unit.in_link)
        self.unit.in_link = self._in_link()

    def begin_block(self, token: Token) -> None:
        """End a paragraph of raw HTML in which no block can stand."""
        scope = self.frames[-1].scope
        if scope is not None and scope.in_paragraph and token.nesting >= 0 and token.type != "html_block":
            self.raw("</p>", token)

    def take(self, written: Written, token: Token) -> Said:
        """Close what the text ends beyond itself; return what it says."""
        if written.unmatched:
            self.raw(written.unmatched, token)
        return written.said

    def close(self, _token: Token) -> None:
        """Close the innermost container."""
        frame = self.frames.pop()
        self.close_scope(frame)
        self.unit.output.write(frame.closing)
        self.remember(frame.block_id, frame.start, frame.line, frame.wrap)

    def inline(self) -> Token:
        """Step to the inline token of a block whose start tag was just read, past its end tag."""
        self.index += 2
        return self.tokens[self.index - 1]
