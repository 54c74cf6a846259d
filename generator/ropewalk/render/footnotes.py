"""Footnotes of a page: numbered by first use, whichever note they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from urllib.parse import quote

from ropewalk.model.slots import Piece
from ropewalk.render.page import Footnote, Page, Place

Fill = Callable[[Page, Place, Iterable[Piece]], str]


def footnote_mark(page: Page, place: Place, label: str) -> str:
    """Return the HTML of a reference to a footnote, and note that the page uses it."""
    key = (place.note.path, label)
    footnote = page.footnotes.get(key)
    if footnote is None:
        number = len(page.footnotes) + 1
        own = place.note.path == page.host.path
        name = "-".join(label.split()) if own else f"{number}-{'-'.join(label.split())}"
        footnote = page.footnotes[key] = Footnote(number=number, name=name)
    footnote.marks += 1
    target = quote(f"rw-note-{footnote.name}")
    return (
        f'<sup class="footnote-ref"><a href="#{target}" id="{escape(_mark_id(footnote, footnote.marks))}">'
        f"{footnote.number}</a></sup>"
    )


def footnote_section(page: Page, fill: Fill) -> str:
    """Return the section with the definitions of all footnotes that the page uses, '' if none."""
    items: list[str] = []
    written = 0
    while written < len(page.footnotes):
        (path, label), footnote = list(page.footnotes.items())[written]
        note = page.vault.notes[path]
        chain = ((page.host.path, ""),) if path == page.host.path else ((page.host.path, ""), (path, ""))
        text = fill(page, Place(note, chain), note.note.footnotes[label])
        items.append(f'<li id="{escape(f"rw-note-{footnote.name}")}">{text}')
        written += 1
    if not items:
        return ""
    backs = (_back_links(page, footnote) for footnote in page.footnotes.values())
    listed = "".join(f"{item}<p>{back}</p></li>\n" for item, back in zip(items, backs, strict=True))
    return f'<section class="footnotes">\n<ol>\n{listed}</ol>\n</section>\n'


def _back_links(page: Page, footnote: Footnote) -> str:
    label = escape(page.strings["footnote_back"].format(number=footnote.number))
    return " ".join(
        f'<a class="footnote-backref" href="#{quote(_mark_id(footnote, mark))}" aria-label="{label}">↩</a>'
        for mark in range(1, footnote.marks + 1)
    )


def _mark_id(footnote: Footnote, mark: int) -> str:
    return f"rw-mark-{footnote.name}" + (f"-{mark}" if mark > 1 else "")
