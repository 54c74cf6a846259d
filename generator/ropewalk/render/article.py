"""A note's page: its text filled in, and everything around it that its place in the vault gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice

from markupsafe import Markup

from manifestcheck.diagnostic import Diagnostic
from ropewalk.graph import found
from ropewalk.model.article import Article, Link, TagLink
from ropewalk.model.linked import LinkedNote, LinkedVault
from ropewalk.model.proof import Proof
from ropewalk.neighbours import neighbours
from ropewalk.paths import href
from ropewalk.render.contents import contents
from ropewalk.render.cover import cover
from ropewalk.render.embeds import body_pieces
from ropewalk.render.fill import fill
from ropewalk.render.footnotes import footnote_section
from ropewalk.render.near import ALL_NAMED, DRAWN
from ropewalk.render.page import Page, Place
from ropewalk.render.proof import proof_left
from ropewalk.render.properties import shown_properties
from ropewalk.render.sentences import mentions
from ropewalk.render.shelf import Shelf

MOST_NEIGHBOURS = 100
"""So many neighbours are listed on a page; the site's graph has them all."""
WORDS_A_MINUTE = 220
CHARACTERS_A_MINUTE = 500
"""Of scripts that write no spaces."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page's content, and what was noticed while filling it in."""

    article: Article
    diagnostics: tuple[Diagnostic, ...]


def render(
    vault: LinkedVault, shelf: Shelf, path: str, strings: Mapping[str, str], proof: Proof | None = None
) -> Rendered:
    """Return the page of the note at `path`; `proof` is what running it has shown."""
    page, html = _filled(vault, path, strings, proof)
    return Rendered(_article(page, shelf, html), tuple(page.diagnostics))


def noticed(vault: LinkedVault, path: str, strings: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Return what filling in the page of the note at `path` tells, without what stands around its text."""
    note = vault.notes[path]
    targets = (
        found(resolution)
        for reference, resolution in zip(note.note.references, note.resolutions, strict=True)
        if reference.embed
    )
    if not any(target and target.path in vault.notes for target in targets):
        return ()
    return tuple(_filled(vault, path, strings)[0].diagnostics)


def _filled(
    vault: LinkedVault, path: str, strings: Mapping[str, str], proof: Proof | None = None
) -> tuple[Page, str]:
    note = vault.notes[path]
    page = Page(vault=vault, host=note, strings=strings, proof=proof)
    html = fill(page, Place(note, ((path, ""),)), body_pieces(note))
    html += footnote_section(page, fill)
    return page, html + proof_left(page)


def _article(page: Page, shelf: Shelf, html: str) -> Article:
    note, compiled = page.host, page.host.note
    lead = compiled.lead if compiled.lead is not None and compiled.lead.text == note.title else None
    properties = compiled.properties
    siblings, more = shelf.siblings(note)
    near = {
        other.path: Link(other.title, href(note.url, other.url)) for other in neighbours(page.vault, note)
    }
    return Article(
        kind="note",
        title=note.title,
        title_id=lead.id if lead else "",
        has_heading=compiled.lead is not None and lead is None,
        html=Markup(html),  # noqa: S704 - made of escaped text and our own tags
        description=note.about,
        image=cover(page.vault, note),
        css_classes=properties.css_classes,
        language=_text(note, "lang"),
        direction=_text(note, "dir"),
        contents=contents(compiled.headings[1:] if lead else compiled.headings),
        tags=_tags(page),
        # One that is a path is an old address.
        aliases=tuple(alias for alias in properties.aliases if "/" not in alias),
        properties=shown_properties(page),
        minutes=_minutes(note),
        breadcrumbs=shelf.breadcrumbs(note.path, note.url),
        siblings=siblings,
        more=more,
        backlinks=mentions(page.vault, note, near),
        proof=page.proof,
        neighbours=tuple(islice(near.values(), MOST_NEIGHBOURS)),
        closest=_closest(note, near) if len(near) > ALL_NAMED else (),
        features=compiled.features,
    )


def _closest(note: LinkedNote, near: Mapping[str, Link]) -> tuple[Link, ...]:
    """Return those of many neighbours that have the most links from and to the note, of equal ones by title.

    How many links they have among others does not count: a page would change with every link to a neighbour.
    """
    links = {backlink.source: len(backlink.refs) for backlink in note.backlinks}
    for reference, resolution in zip(note.note.references, note.resolutions, strict=True):
        target = None if reference.hidden else found(resolution)
        if target is not None:
            links[target.path] = links.get(target.path, 0) + 1
    return tuple(near[path] for path in nsmallest(DRAWN, near, key=lambda path: -links[path]))


def _text(note: LinkedNote, name: str) -> str:
    value = note.note.properties.values.get(name)
    return value if isinstance(value, str) else ""


def _tags(page: Page) -> tuple[TagLink, ...]:
    first_seen = {tag.name.lower(): tag.name for tag in reversed(page.host.note.tags) if not tag.hidden}
    order = dict.fromkeys(tag.name.lower() for tag in page.host.note.tags if not tag.hidden)
    urls = page.vault.tag_urls
    return tuple(TagLink(first_seen[key], href(page.host.url, urls[key])) for key in order)


def _minutes(note: LinkedNote) -> int:
    words = wide = 0
    for section in note.note.sections:
        words += len(section.text.split())
        if not section.text.isascii():
            wide += sum("\u3040" <= character <= "\u9fff" for character in section.text)
    return round(words / WORDS_A_MINUTE + wide / CHARACTERS_A_MINUTE)
