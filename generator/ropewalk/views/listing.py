"""Lists of links, as the generated pages show them."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from ropewalk.model.linked import LinkedNote
from ropewalk.paths import href


def listing(items: Iterable[Markup]) -> Markup:
    """Return a list, one entry an item; nothing where there are none."""
    entries = "".join(f"<li>{item}</li>\n" for item in items)
    return Markup(f'<ul class="listing">\n{entries}</ul>\n' if entries else "")  # noqa: S704 - as above


def link(from_url: str, to_url: str, text: str) -> Markup:
    """Return a link within the site."""
    address = escape(href(from_url, to_url))
    return Markup(f'<a class="internal-link" href="{address}">{escape(text)}</a>')  # noqa: S704 - our own tags


def note_links(from_url: str, notes: Iterable[LinkedNote]) -> Iterable[Markup]:
    """Yield a link to each note."""
    for note in notes:
        yield link(from_url, note.url, note.title)


def section(title: str, content: Markup) -> Markup:
    """Return a titled part of a page; nothing where it would be empty."""
    return Markup("<h2>{}</h2>\n{}").format(title, content) if content else Markup("")
