"""The page of the whole site's graph: a place for the picture, and the notes with the most links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from heapq import nsmallest
from typing import Final

from markupsafe import Markup

from ropewalk.model.article import Article
from ropewalk.model.linked import LinkedVault
from ropewalk.neighbours import neighbour_paths
from ropewalk.views.listing import link, listing
from ropewalk.views.view import View

_LISTED: Final = 50


def graph_view(
    vault: LinkedVault, strings: Mapping[str, str], url: str, counts: dict[str, int] | None = None
) -> View:
    """Return the page of the graph; its picture is drawn by a script from `-/graph.json`.

    `counts` are numbers of neighbours by path, as far as they are known; the others are added.
    """
    known = {} if counts is None else counts
    return View(
        url=url, title=strings["graph"], kind="graph", article=lambda: _article(vault, strings, url, known)
    )


def _article(vault: LinkedVault, strings: Mapping[str, str], url: str, counts: dict[str, int]) -> Article:
    html = Markup(
        '<p class="rw-graph-about">{}</p>\n<div data-rw-graph hidden></div>\n'
        "<section data-rw-graph-list>\n<h2>{}</h2>\n{}</section>\n"
    ).format(strings["graph_about"], strings["graph_most"], listing(_most(vault, url, counts)))
    return Article(kind="graph", title=strings["graph"], title_id="", html=html)


def _most(vault: LinkedVault, url: str, counts: dict[str, int]) -> Iterator[Markup]:
    """Yield the notes with the most neighbours, each with how many."""
    counts.update(
        (path, len(neighbour_paths(vault, note))) for path, note in vault.notes.items() if path not in counts
    )
    ranked = nsmallest(
        _LISTED, vault.notes.values(), lambda note: (-counts[note.path], note.title.casefold(), note.path)
    )
    for note in ranked:
        count = Markup(' <span class="count">{}</span>').format(counts[note.path])
        yield link(url, note.url, note.title) + count
