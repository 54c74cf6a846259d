"""Filling slots: pieces and the linker's answers to HTML, for the page they land on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from ropewalk.model.slots import (
    Address,
    Anchor,
    Embed,
    Flow,
    FootnoteMark,
    LinkClose,
    LinkOpen,
    ManifestCard,
    Notice,
    Piece,
    Run,
    TagOpen,
    Transcript,
)
from ropewalk.render.card import card
from ropewalk.render.embeds import Inlined, inline_html, inlined
from ropewalk.render.footnotes import footnote_mark
from ropewalk.render.links import address_attribute, internal_link, link_close, link_open, tag_open
from ropewalk.render.page import Page, Place
from ropewalk.render.proof import proof_under


def fill(page: Page, place: Place, pieces: Iterable[Piece]) -> str:
    """Return the HTML of pieces of the note at `place`."""
    return "".join(piece if isinstance(piece, str) else _slot(page, place, piece) for piece in pieces)


def _slot(page: Page, place: Place, piece: Piece) -> str:  # noqa: C901, PLR0911 - one answer for each slot
    match piece:
        case LinkOpen(ref):
            return link_open(page, place, ref)
        case LinkClose(ref):
            return link_close(place.note.resolutions[ref])
        case Anchor(anchor):
            return "" if place.embedded else f' id="{escape(anchor)}"'
        case TagOpen(tag):
            return tag_open(page, tag)
        case FootnoteMark():
            return footnote_mark(page, place, piece)
        case Address(ref, attribute):
            return address_attribute(page, place, ref, attribute)
        case Notice(kind, name):
            sentence = escape(page.strings[kind].format(name=name), quote=False)
            return f'<div class="embed-placeholder"><p>{sentence}</p></div>\n'
        case ManifestCard():
            return card(page, place, piece)
        case Transcript(snippet):
            return proof_under(page, place, snippet)
        case Embed():
            return inline_html(page, place, piece)
        case Flow():
            return _flow(page, place, piece)
        case str():
            return piece


def _flow(page: Page, place: Place, flow: Flow) -> str:
    """Return a paragraph, cut in two around each embed that turns out to be a block."""
    html: list[str] = []
    group: list[Run | Embed] = []
    cut = False
    for part in flow.parts:
        block = inlined(page, place, part) if isinstance(part, Embed) else None
        if block is None:
            group.append(part)
            continue
        html += [_paragraph(page, place, flow, group, cut=cut, beside=True), _block(page, block)]
        group, cut = [], True
    html.append(_paragraph(page, place, flow, group, cut=cut, beside=cut))
    return "".join(html)


def _paragraph(  # noqa: PLR0913 - the state of one cut
    page: Page, place: Place, flow: Flow, group: Sequence[Run | Embed], *, cut: bool, beside: bool
) -> str:
    """Return one stretch of a cut paragraph; blank ones beside a block are dropped."""
    runs = [part for part in group if isinstance(part, Run)]
    if beside and len(runs) == len(group) and all(run.blank for run in runs):
        return ""
    opening = [piece for piece in flow.open if not (cut and isinstance(piece, Anchor))]
    reopen, close = (runs[0].reopen, runs[-1].close) if beside else ("", "")
    inner = "".join(
        fill(page, place, part.pieces) if isinstance(part, Run) else inline_html(page, place, part)
        for part in group
    )
    return f"{fill(page, place, opening)}{reopen}{inner}{close}{flow.close}"


def _block(page: Page, block: Inlined | str) -> str:
    if isinstance(block, str):
        return block
    title = internal_link(block.address, block.place.note.title)
    content = fill(page, block.place, block.pieces)
    return (
        f'<div class="markdown-embed"><div class="markdown-embed-title">{title}</div>\n'
        f'<div class="markdown-embed-content">\n{content}</div></div>\n'
    )
