"""Embeds: which pieces of which note, or which file, an embed stands for."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from ropewalk.graph import found
from ropewalk.media import media_html
from ropewalk.model.linked import LinkedNote, Missing
from ropewalk.model.note import Block, Heading
from ropewalk.model.slots import Embed, Piece
from ropewalk.render.links import address_of, internal_link
from ropewalk.render.page import Page, Place

MAX_DEPTH = 8
"""Notes within notes, as one observer of the app counted them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inlined:
    """A note or a part of one that is shown in full."""

    place: Place
    pieces: tuple[Piece, ...]
    address: str


def inlined(page: Page, place: Place, embed: Embed) -> Inlined | str | None:
    """Return what to inline as a block, or the placeholder for it, or None: the embed is inline."""
    target = found(place.note.resolutions[embed.ref])
    if target is None or target.path not in page.vault.notes or not embed.flow:
        return None
    note, reference = page.vault.notes[target.path], place.note.note.references[embed.ref]
    key = (target.path, target.part.id if target.part else "")
    chain = (*place.chain, key)
    address = address_of(page, reference, target)
    if target.part_missing:
        name = " > ".join((reference.target or note.title, *reference.subpath.split("#")))
        return _placeholder(page.strings["embed_missing"].format(name=name), address)
    if key in place.chain:
        names = " › ".join(_name(page, path, part) for path, part in chain)
        page.warn(place.note, reference, "RW301", f"embed of `{note.title}` never ends: {names}")
        return _placeholder(page.strings["embed_cycle"].format(chain=names), address)
    if len(place.chain) > MAX_DEPTH or page.embeds_left <= 0:
        page.warn(place.note, reference, "RW302", f"embed of `{note.title}` is too deep or one too many")
        return _placeholder(page.strings["embed_limit"].format(name=note.title), address)
    page.embeds_left -= 1
    return Inlined(place=Place(note, chain), pieces=_cut(note, target.part), address=address)


def _name(page: Page, path: str, part: str) -> str:
    title = page.vault.notes[path].title
    return f"{title}#{part}" if part else title


def _cut(note: LinkedNote, part: Heading | Block | None) -> tuple[Piece, ...]:
    if isinstance(part, Heading):
        return (part.open_tags, *note.note.pieces[part.start : part.end], part.close_tags)
    if isinstance(part, Block):
        return (part.open_wrap, *note.note.pieces[part.start : part.end], part.close_wrap)
    return body_pieces(note)


def body_pieces(note: LinkedNote) -> tuple[Piece, ...]:
    """Return the pieces of a whole note, without a leading H1 that repeats the title."""
    lead = note.note.lead
    if lead is not None and lead.text == note.title:
        return (*note.note.pieces[: lead.start], *note.note.pieces[lead.after :])
    return note.note.pieces


def _placeholder(sentence: str, address: str) -> str:
    link = internal_link(address, sentence)
    return f'<div class="embed-placeholder"><p>{link}</p></div>\n'


def inline_html(page: Page, place: Place, embed: Embed) -> str:
    """Return the HTML of an embed that is inline: a file, a link, or a note that it can't be shown."""
    reference, resolution = place.note.note.references[embed.ref], place.note.resolutions[embed.ref]
    target = found(resolution)
    if target is None:
        missing = isinstance(resolution, Missing)
        said = (
            page.strings["embed_missing"].format(name=reference.target)
            if missing
            else page.strings["embed_withheld"]
        )
        return f'<span class="embed-placeholder">{escape(said, quote=False)}</span>'
    address = address_of(page, reference, target)
    if target.path in page.vault.files:
        media = media_html(
            target.path,
            address.partition("#")[0],
            reference.subpath,
            alt=reference.alt,
            width=reference.width,
            height=reference.height,
            in_link=embed.in_link,
        )
        if media is not None:
            return media
    shown = reference.shown or reference.target
    return escape(shown, quote=False) if embed.in_link else internal_link(address, shown)
