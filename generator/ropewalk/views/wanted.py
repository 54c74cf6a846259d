"""The page of wanted notes: each name that a link asks for and nothing has, with who wants it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from ropewalk.model.article import Article
from ropewalk.model.linked import LinkedVault
from ropewalk.views.listing import link, listing
from ropewalk.views.view import View


def wanted_view(vault: LinkedVault, strings: Mapping[str, str], url: str) -> View:
    """Return the page of wanted notes."""
    return View(
        url=url, title=strings["wanted"], kind="wanted", article=lambda: _article(vault, strings, url)
    )


def _article(vault: LinkedVault, strings: Mapping[str, str], url: str) -> Article:
    entries = listing(_entries(vault, strings, url))
    intro = strings["wanted_about"] if entries else strings["wanted_none"]
    html = Markup("<p>{}</p>\n{}").format(intro, entries)
    return Article(kind="wanted", title=strings["wanted"], title_id="", html=html)


def _entries(vault: LinkedVault, strings: Mapping[str, str], url: str) -> Iterator[Markup]:
    for name, sources in sorted(vault.wanted.items(), key=lambda item: (-len(item[1]), item[0].casefold())):
        notes = Markup(", ").join(
            link(url, vault.notes[path].url, vault.notes[path].title) for path in sources
        )
        wanted = Markup('<span class="internal-link is-unresolved">{}</span>').format(name)
        by = Markup('<p class="listing-about">{} {}</p>').format(strings["wanted_by"], notes)
        yield wanted + by
