"""Inline content to pieces: formatting, links, embeds, code, maths, tags and raw HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

from markdown_it.token import Token

from manifestcheck.position import Position
from ropewalk.compile.raw import RawScope
from ropewalk.compile.references import from_address, from_image, from_wikilink, is_external, is_web_address
from ropewalk.compile.unit import Unit
from ropewalk.media import external
from ropewalk.model.note import Reference, Tag
from ropewalk.model.slots import Embed, Flow, FootnoteMark, LinkClose, LinkOpen, Piece, Pieces, Run, TagOpen
from ropewalk.syntax.image_size import split_size

FORMATS = {"strong": "strong", "em": "em", "s": "del", "mark": "mark"}
Said = list[str | int]
"""Plain text as a reader sees it; an integer stands for the shown text of a reference."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, as far as it matters to what stands around it."""

    said: Said
    unmatched: str
    """End tags of raw HTML that had no start here."""


def write_inline(unit: Unit, inline: Token) -> Written:
    """Write content that can't hold blocks, as of a heading or a title."""
    writer = _InlineWriter(unit, inline)
    writer.each(inline.children or ())
    return Written(writer.said, writer.close_scope())


def write_flow(unit: Unit, inline: Token, opening: Pieces, closing: str) -> Written:
    """Write a paragraph: a `Flow` if it holds embeds."""
    children = inline.children or ()
    if any(_is_embed(child) for child in children):
        writer = _InlineWriter(unit, inline)
        parts, unmatched = writer.parts(children)
        unit.output.slot(Flow(opening, closing, parts))
        return Written(writer.said, unmatched)
    write_pieces(unit, opening)
    written = write_inline(unit, inline)
    unit.output.write(closing)
    return written


def write_pieces(unit: Unit, pieces: Iterable[Piece]) -> None:
    """Write pieces as they are."""
    for piece in pieces:
        if isinstance(piece, str):
            unit.output.write(piece)
        else:
            unit.output.slot(piece)


class _InlineWriter:
    """The state of a walk over the children of one inline token."""

    __slots__ = ("formats", "inline", "labels", "links", "said", "scopes", "unit", "write")

    def __init__(self, unit: Unit, inline: Token) -> None:
        self.unit = unit
        self.inline = inline
        self.write = unit.output.write
        self.said: Said = []
        self.formats: list[str] = []
        self.links: list[int | None] = []
        self.labels: list[Said] = []
        self.scopes: list[RawScope | None] = [None]

    def each(self, children: Iterable[Token]) -> None:
        """Write one child after another."""
        for child in children:
            HANDLERS[child.type](self, child)

    def parts(self, children: Iterable[Token]) -> tuple[tuple[Run | Embed, ...], str]:
        """Write the children as runs with the embeds between them; a run stands at either end.

        The string holds the end tags that had no start.
        """
        parts: list[Run | Embed] = []
        reopen = self._begin_run()
        for child in children:
            if _is_embed(child) and not self.in_link:
                parts += [self._end_run(reopen), Embed(self.refer_to(child), flow=True)]
                reopen = self._begin_run()
            else:
                HANDLERS[child.type](self, child)
        unmatched = self.close_scope()
        parts.append(self._end_run(reopen))
        return tuple(parts), unmatched

    def _begin_run(self) -> str:
        self.unit.output.begin()
        tags = ""
        for depth, scope in enumerate(self.scopes):
            tags += f"<{self.formats[depth - 1]}>" if depth else ""
            tags += scope.open_tags if scope else ""
        return tags

    def _end_run(self, reopen: str) -> Run:
        close = ""
        for depth, scope in enumerate(self.scopes):
            close = (scope.close_tags if scope else "") + close
            close = (f"</{self.formats[depth]}>" if depth < len(self.formats) else "") + close
        pieces = self.unit.output.finish()
        return Run(pieces, reopen, close, blank=_is_blank(pieces))

    def position(self, token: Token) -> Position:
        """Return where an inline token stands in the file."""
        return self.unit.locator.at(self.inline, token.meta["pos"])

    def span(self, token: Token) -> tuple[Position, int]:
        """Return where an inline token stands in the file and how many characters it takes."""
        return self.unit.locator.span(self.inline, token.meta["pos"], token.meta["length"])

    @property
    def in_link(self) -> bool:
        """Whether a link is open, in which no other may begin."""
        return bool(self.links) or any(scope is not None and scope.in_link for scope in self.scopes)

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
        make = from_wikilink if token.type == "wikilink" else from_image
        return self.refer(make(token, *self.span(token)))

    # --- one method for each kind of token ---

    def text(self, token: Token) -> None:
        scope = self.scopes[-1]
        if scope is not None and scope.skipping:
            return
        self.write(escape(token.content, quote=False))
        self.said.append(token.content)

    def softbreak(self, _token: Token) -> None:
        self.write("\n" if self.unit.dialect.strict_line_breaks else "<br>\n")
        self.said.append(" " if self.unit.dialect.strict_line_breaks else "\n")

    def hardbreak(self, _token: Token) -> None:
        self.write("<br>\n")
        self.said.append("\n")

    def code(self, token: Token) -> None:
        self.write(f"<code>{escape(token.content, quote=False)}</code>")
        self.said.append(token.content)

    def format_open(self, token: Token) -> None:
        element = FORMATS[token.type.removesuffix("_open")]
        self.write(f"<{element}>")
        self.enter(element)

    def format_close(self, _token: Token) -> None:
        self.write(f"</{self.leave()}>")

    def link_open(self, token: Token) -> None:
        address = str(token.attrs["href"])
        if is_external(address):
            title = token.attrs.get("title")
            described = f' title="{escape(str(title))}"' if title else ""
            self.write(f'<a class="external-link" href="{escape(address)}" rel="noopener"{described}>')
            self.links.append(None)
        else:
            reference = from_address(address, *self.span(token))
            index = self.unit.symbols.refer(reference)
            self.unit.output.slot(LinkOpen(index))
            self.links.append(index)
        self.labels.append(self.said)
        self.said = []
        self.enter("a")

    def link_close(self, _token: Token) -> None:
        self.leave()
        index, label = self.links.pop(), self.said
        self.said = self.labels.pop()
        if index is None:
            self.write("</a>")
            self.said += label
        else:
            self.unit.output.slot(LinkClose(index))
            self.unit.symbols.name_reference(index, label)
            self.said.append(index)

    def wikilink(self, token: Token) -> None:
        meta = token.meta
        if self.in_link:
            self.write(escape(meta["shown"], quote=False))
            self.said.append(meta["shown"])
        elif is_web_address(meta["target"]):
            self._web_link(meta)
        else:
            index = self.refer_to(token)
            if meta["embed"]:
                self.unit.output.slot(Embed(index, flow=False))
            else:
                self.unit.output.slot(LinkOpen(index))
                self.write(escape(meta["shown"], quote=False))
                self.unit.output.slot(LinkClose(index))

    def _web_link(self, meta: dict[str, str]) -> None:
        subpath = f"#{meta['subpath']}" if meta["subpath"] else ""
        address = escape(meta["target"] + subpath)
        shown = escape(meta["shown"], quote=False)
        self.write(f'<a class="external-link" href="{address}" rel="noopener">{shown}</a>')
        self.said.append(meta["shown"])

    def image(self, token: Token) -> None:
        address = str(token.attrs["src"])
        if is_external(address):
            alt, width, height = split_size(token.content)
            load = self.unit.dialect.external_media
            self.write(external(address, alt=alt, width=width, height=height, load=load))
        else:
            self.unit.output.slot(Embed(self.refer_to(token), flow=False))

    def html(self, token: Token) -> None:
        position = self.unit.start_of(self.inline)
        scope = self.scopes[-1]
        if scope is None:
            scope = self.scopes[-1] = RawScope(self.unit, position, inline=True)
        scope.feed(token.content, position, in_link=bool(self.links))

    def tag(self, token: Token) -> None:
        name = token.content
        self.unit.symbols.tags.append(Tag(name=name, position=self.position(token)))
        self.said.append(f"#{name}")
        shown = f"#{escape(name, quote=False)}"
        if self.in_link:
            self.write(shown)
        else:
            self.unit.output.slot(TagOpen(name))
            self.write(f"{shown}</a>")

    def footnote(self, token: Token) -> None:
        label = token.meta["label"]
        if not token.meta.get("defined", True):
            self.write(escape(f"[^{label}]", quote=False))
            self.said.append(f"[^{label}]")
            self.unit.symbols.warn(
                "RW402",
                f"footnote `{label}` is not defined",
                self.position(token),
                f"Add a line that starts with `[^{label}]:`.",
            )
            return
        self.unit.output.slot(FootnoteMark(label))
        if "tokens" in token.meta:
            self._inline_footnote(label, token.meta["tokens"])

    def _inline_footnote(self, label: str, children: list[Token]) -> None:
        self.unit.output.begin()
        outer, self.said = self.said, []
        self.write("<p>")
        self.each(children)
        self.write("</p>")
        self.unit.footnotes[label] = self.unit.output.finish()
        self.unit.symbols.read(self.said)
        self.said = outer

    def math(self, token: Token) -> None:
        self.write(f'<span class="math math-inline"><code>{escape(token.content, quote=False)}</code></span>')
        self.said.append(token.content)
        self.unit.symbols.features.add("math")


def _is_embed(token: Token) -> bool:
    if token.type == "wikilink":
        return bool(token.meta["embed"]) and not is_web_address(token.meta["target"])
    return token.type == "image" and not is_external(str(token.attrs["src"]))


def _is_blank(pieces: Pieces) -> bool:
    if not pieces:
        return True
    only = pieces[0]
    return len(pieces) == 1 and isinstance(only, str) and not only.replace("<br>", "").strip()


HANDLERS: dict[str, Callable[[_InlineWriter, Token], None]] = {
    "text": _InlineWriter.text,
    "softbreak": _InlineWriter.softbreak,
    "hardbreak": _InlineWriter.hardbreak,
    "code_inline": _InlineWriter.code,
    "link_open": _InlineWriter.link_open,
    "link_close": _InlineWriter.link_close,
    "image": _InlineWriter.image,
    "html_inline": _InlineWriter.html,
    "wikilink": _InlineWriter.wikilink,
    "tag": _InlineWriter.tag,
    "footnote_ref": _InlineWriter.footnote,
    "math_inline": _InlineWriter.math,
    "math_inline_double": _InlineWriter.math,
    **{f"{kind}_open": _InlineWriter.format_open for kind in FORMATS},
    **{f"{kind}_close": _InlineWriter.format_close for kind in FORMATS},
}
