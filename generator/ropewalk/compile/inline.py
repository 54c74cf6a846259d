"""Inline content to pieces: formatting, code, maths, tags, footnotes and raw HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape

from markdown_it.token import Token

from manifestcheck.position import Position
from manifestcheck.value import value
from ropewalk.compile.inline_writer import InlineWriter, Said
from ropewalk.compile.links import close_link, is_embed, open_link, write_image, write_wikilink
from ropewalk.compile.raw import RawScope
from ropewalk.compile.unit import Unit
from ropewalk.model.note import Tag
from ropewalk.model.slots import Embed, Flow, FootnoteMark, Pieces, Run, TagOpen

FORMATS = {"strong": "strong", "em": "em", "s": "del", "mark": "mark"}


@value()
class Written:
    """What was written, as far as it matters to what stands around it."""

    said: Said
    unmatched: str
    """End tags of raw HTML that had no start here."""


def write_inline(unit: Unit, inline: Token) -> Written:
    """Write content that can't hold blocks, as of a heading or a title."""
    children = inline.children or ()
    if (text := _lone_text(children)) is not None:
        unit.output.write(escape(text, quote=False))
        return Written([text], "")
    writer = InlineWriter(unit, inline)
    _each(writer, children)
    return Written(writer.said, writer.close_scope())


def _lone_text(children: Sequence[Token]) -> str | None:
    """Return what a text without any syntax says, as that of most items and cells is."""
    return children[0].content if len(children) == 1 and children[0].type == "text" else None


def write_flow(unit: Unit, inline: Token, opening: Pieces, closing: str) -> Written:
    """Write a paragraph: a `Flow` if it holds embeds."""
    children = inline.children or ()
    if _lone_text(children) is None and any(is_embed(child) for child in children):
        writer = InlineWriter(unit, inline)
        parts, unmatched = _parts(writer, children)
        unit.output.slot(Flow(opening, closing, parts))
        return Written(writer.said, unmatched)
    unit.output.write_all(opening)
    written = write_inline(unit, inline)
    unit.output.write(closing)
    return written


def _each(writer: InlineWriter, children: Iterable[Token]) -> None:
    """Write one child after another."""
    for child in _shown(writer, children):
        HANDLERS[child.type](writer, child)


def _shown(writer: InlineWriter, children: Iterable[Token]) -> Iterator[Token]:
    """Yield the children that do not stand in raw HTML that is left out with its content."""
    depth = 0
    for child in children:
        scope = writer.scopes[-1]
        skipping = scope is not None and scope.skipping and child.type != "html_inline"
        if depth or (skipping and child.nesting >= 0):
            depth += child.nesting
        else:
            yield child


def _parts(writer: InlineWriter, children: Iterable[Token]) -> tuple[tuple[Run | Embed, ...], str]:
    """Write the children as runs with the embeds between them; a run stands at either end.

    The string holds the end tags that had no start.
    """
    parts: list[Run | Embed] = []
    reopen = _begin_run(writer)
    for child in _shown(writer, children):
        if is_embed(child) and not writer.in_link:
            parts += [_end_run(writer, reopen), Embed(writer.refer_to(child), flow=True)]
            reopen = _begin_run(writer)
        else:
            HANDLERS[child.type](writer, child)
    unmatched = writer.close_scope()
    parts.append(_end_run(writer, reopen))
    return tuple(parts), unmatched


def _begin_run(writer: InlineWriter) -> str:
    writer.unit.output.begin()
    tags = ""
    for depth, scope in enumerate(writer.scopes):
        tags += f"<{writer.formats[depth - 1]}>" if depth else ""
        tags += scope.open_tags if scope else ""
    return tags


def _end_run(writer: InlineWriter, reopen: str) -> Run:
    close = ""
    for depth, scope in enumerate(writer.scopes):
        close = (scope.close_tags if scope else "") + close
        close = (f"</{writer.formats[depth]}>" if depth < len(writer.formats) else "") + close
    pieces = writer.unit.output.finish()
    return Run(pieces, reopen, close, blank=_is_blank(pieces))


def _is_blank(pieces: Pieces) -> bool:
    if not pieces:
        return True
    only = pieces[0]
    return len(pieces) == 1 and isinstance(only, str) and not only.replace("<br>", "").strip()


def _text(writer: InlineWriter, token: Token) -> None:
    writer.write(escape(token.content, quote=False))
    writer.said.append(token.content)


def _softbreak(writer: InlineWriter, _token: Token) -> None:
    writer.write("\n" if writer.unit.dialect.strict_line_breaks else "<br>\n")
    writer.said.append(" " if writer.unit.dialect.strict_line_breaks else "\n")


def _hardbreak(writer: InlineWriter, _token: Token) -> None:
    writer.write("<br>\n")
    writer.said.append("\n")


def _code(writer: InlineWriter, token: Token) -> None:
    writer.write(f"<code>{escape(token.content, quote=False)}</code>")
    writer.said.append(token.content)


def _format_open(writer: InlineWriter, token: Token) -> None:
    element = FORMATS[token.type.removesuffix("_open")]
    writer.write(f"<{element}>")
    writer.enter(element)


def _format_close(writer: InlineWriter, _token: Token) -> None:
    writer.write(f"</{writer.leave()}>")


def _html(writer: InlineWriter, token: Token) -> None:
    def place(start: int, end: int) -> tuple[Position, int]:
        return writer.unit.locator.span(writer.inline, token.meta["pos"] + start, end - start)

    scope = writer.scopes[-1]
    if scope is None:
        scope = writer.scopes[-1] = RawScope(writer.unit, inline=True)
    known = len(writer.unit.symbols.references)
    scope.feed(token.content, place, in_link=writer.in_link)
    writer.said += range(known, len(writer.unit.symbols.references))


def _tag(writer: InlineWriter, token: Token) -> None:
    name = token.content
    writer.unit.symbols.tags.append(Tag(name=name, position=writer.position(token)))
    writer.said.append(f"#{name}")
    shown = f"#{escape(name, quote=False)}"
    if writer.in_link:
        writer.write(shown)
    else:
        writer.unit.output.slot(TagOpen(name))
        writer.write(f"{shown}</a>")


def _footnote(writer: InlineWriter, token: Token) -> None:
    label = token.meta["label"]
    if not token.meta.get("defined", True):
        writer.write(escape(f"[^{label}]", quote=False))
        writer.said.append(f"[^{label}]")
        writer.unit.symbols.warn(
            "RW402",
            f"footnote `{label}` is not defined",
            writer.position(token),
            f"Add a line that starts with `[^{label}]:`.",
        )
        return
    writer.unit.output.slot(FootnoteMark(label, in_link=writer.in_link))
    if "tokens" in token.meta:
        _inline_footnote(writer, label, token.meta["tokens"])


def _inline_footnote(writer: InlineWriter, label: str, children: list[Token]) -> None:
    inner = InlineWriter(writer.unit, writer.inline)
    writer.unit.output.begin()
    writer.write("<p>")
    _each(inner, children)
    inner.close_scope()
    writer.write("</p>")
    writer.unit.footnotes[label] = writer.unit.output.finish()
    writer.unit.symbols.read(inner.said)


def _math(writer: InlineWriter, token: Token) -> None:
    writer.write(f'<span class="math math-inline"><code>{escape(token.content, quote=False)}</code></span>')
    writer.said.append(token.content)
    writer.unit.symbols.features.add("math")


HANDLERS: dict[str, Callable[[InlineWriter, Token], None]] = {
    "text": _text,
    "softbreak": _softbreak,
    "hardbreak": _hardbreak,
    "code_inline": _code,
    "link_open": open_link,
    "link_close": close_link,
    "image": write_image,
    "html_inline": _html,
    "wikilink": write_wikilink,
    "tag": _tag,
    "footnote_ref": _footnote,
    "math_inline": _math,
    "math_inline_double": _math,
    **{f"{kind}_open": _format_open for kind in FORMATS},
    **{f"{kind}_close": _format_close for kind in FORMATS},
}
