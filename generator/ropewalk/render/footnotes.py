"""Footnotes of a page: numbered by first use, whichever note they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from urllib.parse import quote

from ropewalk.model.slots import FootnoteMark, Piece
from ropewalk.paths import unique
from ropewalk.render.page import Footnote, Page, Place

Fill = Callable[[Page, Place, Iterable[Piece]], str]


def footnote_mark(page: Page, place: Place, mark: FootnoteMark) -> str:
    """Return the HTML of a reference to a footnote, and note that the page uses it."""
    key = (place.note.path, mark.label)
    footnote = page.footnotes.get(key) or page.footnotes.setdefault(key, _new(page, place, mark.label))
    mark_id = unique(f"rw-mark-{footnote.name}", page.footnote_ids)
    footnote.marks.append(mark_id)
    if mark.in_link:
        return f'<sup class="footnote-ref" id="{escape(mark_id)}">{footnote.number}</sup>'
    return (
        f'<sup class="footnote-ref"><a href="#{quote(footnote.id)}" id="{escape(mark_id)}">'
        f"{footnote.number}</a></sup>"
    )


def _new(page: Page, place: Place, label: str) -> Footnote:
    number = len(page.footnotes) + 1
    name = label if place.note.path == page.host.path else f"{number}-{label}"
    return Footnote(number=number, name=name, id=unique(f"rw-note-{name}", page.footnote_ids))


def footnote_section(page: Page, fill: Fill) -> str:
    """Return the section with the definitions of all footnotes that the page uses, '' if none."""
    items: list[str] = []
    while len(items) < len(page.footnotes):
        # What a definition refers to comes behind it.
        for (path, label), footnote in list(page.footnotes.items())[len(items) :]:
            items.append(_item(page, fill, path, label, footnote))
    if not items:
        return ""
    backs = (_back_links(page, footnote) for footnote in page.footnotes.values())
    listed = "".join(f"{item}<p>{back}</p></li>\n" for item, back in zip(items, backs, strict=True))
    return f'<section class="footnotes">\n<ol>\n{listed}</ol>\n</section>\n'


def _item(page: Page, fill: Fill, path: str, label: str, footnote: Footnote) -> str:
    note = page.vault.notes[path]
    chain = ((page.host.path, ""),) if path == page.host.path else ((page.host.path, ""), (path, ""))
    # Its definition may lie in HTML that is left out with all that is in it.
    text = fill(page, Place(note, chain), note.note.footnotes.get(label, ()))
    return f'<li id="{escape(footnote.id)}">{text}'


def _back_links(page: Page, footnote: Footnote) -> str:
    label = escape(page.strings["footnote_back"].format(number=footnote.number))
    return " ".join(
        f'<a class="footnote-backref" href="#{quote(mark)}" aria-label="{label}">↩</a>'
        for mark in footnote.marks
    )
