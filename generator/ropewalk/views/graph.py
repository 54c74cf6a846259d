"""The page of the whole site's graph: a place for the picture, and the notes with the most links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from markupsafe import Markup

from ropewalk.model.article import Article
from ropewalk.model.linked import LinkedVault
from ropewalk.neighbours import neighbour_paths
from ropewalk.views.listing import link, listing
from ropewalk.views.view import View

_LISTED: Final = 50


def graph_view(vault: LinkedVault, strings: Mapping[str, str], url: str) -> View:
    """Return the page of the graph; its picture is drawn by a script from `-/graph.json`."""
    return View(url=url, title=strings["graph"], article=lambda: _article(vault, strings, url), kept=False)


def _article(vault: LinkedVault, strings: Mapping[str, str], url: str) -> Article:
    html = Markup(
        '<p class="rw-graph-about">{}</p>\n<div data-rw-graph hidden></div>\n'
        "<section data-rw-graph-list>\n<h2>{}</h2>\n{}</section>\n"
    ).format(strings["graph_about"], strings["graph_most"], listing(_most(vault, url)))
    return Article(kind="graph", title=strings["graph"], title_id="", html=html)


def _most(vault: LinkedVault, url: str) -> Iterator[Markup]:
    """Yield the notes with the most neighbours, each with how many."""
    counted = ((len(neighbour_paths(vault, note)), note) for note in vault.notes.values())
    ranked = sorted(counted, key=lambda found: (-found[0], found[1].title.casefold(), found[1].path))
    for count, note in ranked[:_LISTED]:
        yield link(url, note.url, note.title) + Markup(' <span class="count">{}</span>').format(count)
