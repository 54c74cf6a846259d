"""Blocks to pieces: paragraphs, headings, lists, callouts, tables, code and raw HTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from markdown_it.token import Token

from ropewalk.compile.code import write_code
from ropewalk.compile.inline import Said, Written, write_flow, write_inline, write_pieces
from ropewalk.compile.raw import RawScope
from ropewalk.compile.unit import Unit
from ropewalk.model.note import Block, Heading
from ropewalk.model.slots import Anchor, Pieces
from ropewalk.paths import heading_id
from ropewalk.subpath import heading_key


@dataclass(slots=True, kw_only=True)
class _Frame:
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


def write_blocks(unit: Unit, tokens: Sequence[Token]) -> bool:
    """Write all blocks of a note; return whether it begins with an H1."""
    _BlockWriter(unit, tokens).write()
    first = tokens[0] if tokens else None
    return first is not None and first.type == "heading_open" and first.tag == "h1"


class _BlockWriter:
    """A walk over the block tokens of one note."""

    def __init__(self, unit: Unit, tokens: Sequence[Token]) -> None:
        """Write `tokens` into `unit` when `write` is called."""
        self.unit = unit
        self.tokens = tokens
        self.index = 0
        self.frames = [_Frame()]
        self.row: Said = []

    def write(self) -> None:
        """Write everything."""
        while self.index < len(self.tokens):
            token = self.tokens[self.index]
            if not self._skipped(token):
                HANDLERS[token.type](self, token)
            self.index += 1
        self._close_scope(self.frames[0])

    # --- helpers ---

    def _tag(self, before: str, block_id: str, after: str = ">") -> Pieces:
        """Return a start tag, with an anchor where the block has an id that can be linked to."""
        if not block_id or self.unit.output.aside:
            return (before + after,)
        return (before, Anchor(self.unit.symbols.claim(f"^{block_id}")), after)

    def _remember(self, block_id: str, start: int, line: int, wrap: tuple[str, str] = ("", "")) -> None:
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

    def _start(self, token: Token) -> tuple[str, int]:
        """Return the block id of a token and the piece at which it starts (0 where it has no id)."""
        block_id = str(token.meta.get("block_id", ""))
        return block_id, self.unit.output.mark() if block_id else 0

    def _open(self, token: Token, before: str, closing: str, *, wrap: tuple[str, str] = ("", "")) -> _Frame:
        block_id, start = self._start(token)
        write_pieces(self.unit, self._tag(before, block_id))
        frame = _Frame(
            closing=closing, start=start, block_id=block_id, wrap=wrap, line=self.unit.line_of(token)
        )
        self.frames.append(frame)
        return frame

    def _close_scope(self, frame: _Frame) -> None:
        if frame.scope is not None:
            frame.scope.close()

    def _skipped(self, token: Token) -> bool:
        """Step over a block that stands inside raw HTML that is left out with its content."""
        scope = self.frames[-1].scope
        if scope is None or not scope.skipping or token.type == "html_block" or token.nesting == -1:
            return False
        depth: int = token.nesting
        while depth:
            self.index += 1
            depth += self.tokens[self.index].nesting
        return True

    def _raw(self, fragment: str, token: Token) -> None:
        """Write raw HTML that stands among the blocks of the innermost container."""
        frame = self.frames[-1]
        if frame.scope is None:
            frame.scope = RawScope(self.unit, self.unit.start_of(token), inline=False)
        frame.scope.feed(fragment, self.unit.start_of(token))

    def _take(self, written: Written, token: Token) -> Said:
        """Close what the text ends beyond itself; return what it says."""
        if written.unmatched:
            self._raw(written.unmatched, token)
        return written.said

    def close(self, _token: Token) -> None:
        """Close the innermost container."""
        frame = self.frames.pop()
        self._close_scope(frame)
        self.unit.output.write(frame.closing)
        self._remember(frame.block_id, frame.start, frame.line, frame.wrap)

    def _inline(self) -> Token:
        """Step to the inline token of a block whose start tag was just read, past its end tag."""
        self.index += 2
        return self.tokens[self.index - 1]

    # --- one method for each kind of token ---

    def paragraph(self, token: Token) -> None:
        block_id, start = self._start(token)
        opening = () if token.hidden else self._tag("<p", block_id)
        closing = "\n" if token.hidden else "</p>\n"
        written = write_flow(self.unit, self._inline(), opening, closing)
        self.unit.symbols.read(self._take(written, token))
        self._remember(block_id, start, self.unit.line_of(token))

    def heading(self, token: Token) -> None:
        unit, inline = self.unit, self._inline()
        start = unit.output.mark()
        root = len(self.frames) == 1
        unit.output.begin()
        said = write_inline(unit, inline).said
        content = unit.output.finish()
        if not root:
            write_pieces(unit, (f"<{token.tag}>", *content, f"</{token.tag}>\n"))
            unit.symbols.read(said)
            return
        text = unit.symbols.said(said).strip()
        anchor = unit.symbols.claim(heading_id(text))
        write_pieces(unit, (f"<{token.tag}", Anchor(anchor), ">", *content, f"</{token.tag}>\n"))
        scope = self.frames[0].scope
        unit.symbols.open_section(
            Heading(
                level=int(token.tag[1]),
                text=text,
                key=heading_key(inline.content),
                id=anchor,
                start=start,
                end=start,
                after=unit.output.mark(),
                line=unit.line_of(token),
                open_tags=scope.open_tags if scope else "",
                close_tags=scope.close_tags if scope else "",
            )
        )
        unit.symbols.relate(said)

    def list_open(self, token: Token) -> None:
        tasks = ' class="contains-task-list"' if token.meta.get("tasks") else ""
        number = token.attrs.get("start", 1)
        start = f' start="{number}"' if number != 1 else ""
        frame = self._open(token, f"<{token.tag}{start}{tasks}", f"</{token.tag}>\n")
        frame.number = int(number) if token.tag == "ol" else None

    def item_open(self, token: Token) -> None:
        parent = self.frames[-1]
        wrap = ("<ul>", "</ul>\n")
        if parent.number is not None:
            wrap = (f'<ol start="{parent.number}">', "</ol>\n")
            parent.number += 1
        task = token.meta.get("task")
        if task is None:
            self._open(token, "<li", "</li>\n", wrap=wrap)
            return
        done = " is-checked" if task != " " else ""
        self._open(
            token, f'<li class="task-list-item{done}" data-task="{escape(task)}"', "</li>\n", wrap=wrap
        )
        checked = " checked" if done else ""
        self.unit.output.write(f'<input class="task-list-item-checkbox" type="checkbox" disabled{checked}> ')

    def quote_open(self, token: Token) -> None:
        self._open(token, "<blockquote", "</blockquote>\n")

    def callout_open(self, token: Token) -> None:
        meta = token.meta
        element = "details" if meta["fold"] else "div"
        attributes = (
            f' data-callout="{escape(meta["type"])}" data-callout-metadata="{escape(meta["metadata"])}"'
        )
        attributes += f' data-callout-fold="{meta["fold"]}"'
        collapsible = " is-collapsible" if meta["fold"] else ""
        opened = " open" if meta["fold"] == "+" else ""
        before = f'<{element} class="callout{collapsible}"{attributes}{opened}'
        self._open(token, before, f"</{element}>\n").fold = meta["fold"]

    def callout_title(self, _token: Token) -> None:
        write = self.unit.output.write
        fold = self.frames[-1].fold
        element, inner = ("summary", "span") if fold else ("div", "div")
        write(f'<{element} class="callout-title"><{inner} class="callout-icon"></{inner}>')
        write(f'<{inner} class="callout-title-inner">')
        self.unit.symbols.read(write_inline(self.unit, self._inline()).said)
        write(f"</{inner}>")
        write('<span class="callout-fold"></span>' if fold else "")
        write(f"</{element}>\n")

    def callout_content_open(self, token: Token) -> None:
        self._open(token, '<div class="callout-content"', "</div>\n")

    def table_open(self, token: Token) -> None:
        self.unit.output.mark()
        self._open(token, '<div class="table-wrapper"', "</table></div>\n")
        self.unit.output.write("<table>\n")

    def part_open(self, token: Token) -> None:
        self._open(token, f"<{token.tag}", f"</{token.tag}>\n")

    def cell(self, token: Token) -> None:
        align = str(token.attrs.get("style", "")).removeprefix("text-align:")
        aligned = f' class="align-{align}"' if align else ""
        if self.row:
            self.row.append(" | ")
        opening = (f"<{token.tag}{aligned}>",)
        self.row += write_flow(self.unit, self._inline(), opening, f"</{token.tag}>").said

    def row_close(self, token: Token) -> None:
        self.close(token)
        self.unit.symbols.read(self.row)
        self.row = []

    def footnote_open(self, token: Token) -> None:
        self.unit.output.begin()
        self.frames.append(_Frame(label=token.meta["label"]))

    def footnote_close(self, _token: Token) -> None:
        frame = self.frames.pop()
        self._close_scope(frame)
        self.unit.footnotes.setdefault(frame.label, self.unit.output.finish())

    def rule(self, _token: Token) -> None:
        self.unit.output.write("<hr>\n")

    def code(self, token: Token) -> None:
        block_id, start = self._start(token)
        write_code(self.unit, token, self._tag("", block_id, ""))
        self._remember(block_id, start, self.unit.line_of(token))

    def math(self, token: Token) -> None:
        block_id, start = self._start(token)
        write_pieces(self.unit, self._tag('<div class="math math-block"', block_id))
        self.unit.output.write(f"<code>{escape(token.content, quote=False)}</code></div>\n")
        self.unit.symbols.features.add("math")
        self.unit.symbols.read([token.content])
        self._remember(block_id, start, self.unit.line_of(token))

    def html(self, token: Token) -> None:
        self._raw(token.content, token)
        self.unit.output.write("\n")


HANDLERS: dict[str, Callable[[_BlockWriter, Token], None]] = {
    "paragraph_open": _BlockWriter.paragraph,
    "heading_open": _BlockWriter.heading,
    "bullet_list_open": _BlockWriter.list_open,
    "ordered_list_open": _BlockWriter.list_open,
    "list_item_open": _BlockWriter.item_open,
    "blockquote_open": _BlockWriter.quote_open,
    "callout_open": _BlockWriter.callout_open,
    "callout_title_open": _BlockWriter.callout_title,
    "callout_content_open": _BlockWriter.callout_content_open,
    "table_open": _BlockWriter.table_open,
    "thead_open": _BlockWriter.part_open,
    "tbody_open": _BlockWriter.part_open,
    "tr_open": _BlockWriter.part_open,
    "th_open": _BlockWriter.cell,
    "td_open": _BlockWriter.cell,
    "tr_close": _BlockWriter.row_close,
    "footnote_definition_open": _BlockWriter.footnote_open,
    "footnote_definition_close": _BlockWriter.footnote_close,
    "hr": _BlockWriter.rule,
    "fence": _BlockWriter.code,
    "code_block": _BlockWriter.code,
    "math_block": _BlockWriter.math,
    "math_block_label": _BlockWriter.math,
    "html_block": _BlockWriter.html,
    **{
        f"{kind}_close": _BlockWriter.close
        for kind in (
            "bullet_list", "ordered_list", "list_item", "blockquote", "callout", "callout_content",
            "table", "thead", "tbody",
        )
    },
}  # fmt: skip
