"""Lists of links, as the generated pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from markupsafe import Markup

from ropewalk.model.linked import LinkedNote
from ropewalk.paths import href
from ropewalk.strings import counted


def listing(items: Iterable[Markup]) -> Markup:
    """Return a list, one entry an item; nothing where there are none."""
    entries = "".join(f"<li>{item}</li>\n" for item in items)
    return _safe(f'<ul class="listing">\n{entries}</ul>\n' if entries else "")


def link(from_url: str, to_url: str, text: str) -> Markup:
    """Return a link within the site."""
    address = escape(href(from_url, to_url))
    return _safe(f'<a class="internal-link" href="{address}">{escape(text, quote=False)}</a>')


def count_of(strings: Mapping[str, str], notes: Sequence[LinkedNote]) -> Markup:
    """Return how many notes a page lists; nothing where there are none."""
    return _safe(
        f'<p class="rw-count">{escape(counted(strings, "filter_results", len(notes)))}</p>\n' if notes else ""
    )


def note_links(from_url: str, notes: Iterable[LinkedNote]) -> Iterable[Markup]:
    """Yield a link to each note, with what it is about."""
    for note in notes:
        yield _safe(f"{link(from_url, note.url, note.title)}{about(note.about)}")


def about(text: str) -> Markup:
    """Return a sentence about an entry or a page; nothing where there is none."""
    return _safe(f'<p class="listing-about">{escape(text, quote=False)}</p>' if text else "")


def _safe(html: str) -> Markup:
    return Markup(html)  # noqa: S704 - escaped text in our own tags


def sections(*parts: tuple[str, Markup]) -> Markup:
    """Return the parts of a page that are not empty, each under its title where there are several."""
    filled = [(title, content) for title, content in parts if content]
    if len(filled) == 1:
        return filled[0][1]
    return Markup("").join(Markup("<h2>{}</h2>\n{}").format(*part) for part in filled)
