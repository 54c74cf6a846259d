"""Blocks to pieces: paragraphs, headings, code, maths and raw HTML, among the containers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from markdown_it.token import Token

from ropewalk.compile.block_writer import BlockWriter
from ropewalk.compile.code import write_code
from ropewalk.compile.containers import CONTAINERS
from ropewalk.compile.inline import write_flow, write_inline
from ropewalk.compile.unit import Unit
from ropewalk.model.note import Heading, Span
from ropewalk.model.slots import Anchor
from ropewalk.paths import heading_id
from ropewalk.subpath import heading_key
from ropewalk.syntax.filler import FILLER


def write_blocks(unit: Unit, tokens: Sequence[Token]) -> bool:
    """Write all blocks of a note; return whether it begins with an H1."""
    writer = BlockWriter(unit, tokens)
    while writer.index < len(tokens):
        token = tokens[writer.index]
        if not writer.skipped(token):
            writer.begin_block(token)
            HANDLERS[token.type](writer, token)
        writer.index += 1
    writer.close_scope(writer.frames[0])
    first = tokens[0] if tokens else None
    return first is not None and first.type == "heading_open" and first.tag == "h1"


def _paragraph(writer: BlockWriter, token: Token) -> None:
    block_id, start = writer.start(token)
    opening = () if token.hidden else writer.tag("<p", block_id)
    closing = "\n" if token.hidden else "</p>\n"
    written = write_flow(writer.unit, writer.inline(), opening, closing)
    writer.unit.symbols.read(writer.take(written, token))
    writer.remember(block_id, start, writer.unit.line_of(token))


def _heading(writer: BlockWriter, token: Token) -> None:
    unit, inline = writer.unit, writer.inline()
    start = unit.output.mark()
    root = len(writer.frames) == 1
    unit.output.begin()
    said = write_inline(unit, inline).said
    content = unit.output.finish()
    if not root:
        unit.output.write_all((f"<{token.tag}>", *content, f"</{token.tag}>\n"))
        unit.symbols.read(said)
        return
    text = unit.symbols.said(said).strip()
    anchor = unit.symbols.claim(heading_id(text))
    unit.output.write_all((f"<{token.tag}", Anchor(anchor), ">", *content, f"</{token.tag}>\n"))
    scope = writer.frames[0].scope
    unit.symbols.open_section(
        Heading(
            level=int(token.tag[1]),
            text=text,
            key=heading_key(inline.content.replace(FILLER, "")),
            id=anchor,
            start=start,
            end=start,
            after=unit.output.mark(),
            line=unit.line_of(token),
            span=_text_span(unit, inline),
            open_tags=scope.open_tags if scope else "",
            close_tags=scope.close_tags if scope else "",
        )
    )
    unit.symbols.relate(said)


def _text_span(unit: Unit, inline: Token) -> Span | None:
    """Return where the text of a heading is written; None: a comment is part of it, or there is none."""
    if not inline.content or FILLER in inline.content:
        return None
    return Span(*unit.locator.span(inline, 0, len(inline.content)))


def _rule(writer: BlockWriter, _token: Token) -> None:
    writer.unit.output.write("<hr>\n")


def _code(writer: BlockWriter, token: Token) -> None:
    block_id, start = writer.start(token)
    write_code(writer.unit, token, writer.tag("", block_id, ""))
    writer.remember(block_id, start, writer.unit.line_of(token))


def _math(writer: BlockWriter, token: Token) -> None:
    block_id, start = writer.start(token)
    writer.unit.output.write_all(writer.tag('<div class="math math-block"', block_id))
    writer.unit.output.write(f"<code>{escape(token.content, quote=False)}</code></div>\n")
    writer.unit.symbols.features.add("math")
    writer.unit.symbols.read([token.content])
    writer.remember(block_id, start, writer.unit.line_of(token))


def _html(writer: BlockWriter, token: Token) -> None:
    writer.raw(token.content, token)
    writer.unit.output.write("\n")


HANDLERS: dict[str, Callable[[BlockWriter, Token], None]] = {
    **CONTAINERS,
    "paragraph_open": _paragraph,
    "heading_open": _heading,
    "hr": _rule,
    "fence": _code,
    "code_block": _code,
    "math_block": _math,
    "math_block_label": _math,
    "html_block": _html,
}
