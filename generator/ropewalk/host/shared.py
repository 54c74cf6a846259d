"""The files that all pages share: the explorer, the names, the graph and the full-text index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.nav import Navigation

from ropewalk.cache import Cache
from ropewalk.graph import graph_json
from ropewalk.host.explorer import explorer
from ropewalk.host.kept import Kept
from ropewalk.host.page import ArticlePage
from ropewalk.model.linked import LinkedVault
from ropewalk.paths import GENERATED
from ropewalk.search import SearchPage, index, kept_index, names, searched
from ropewalk.site_folder import MARK

if TYPE_CHECKING:
    from ropewalk.host.pages import Pages

EXPLORER = f"{GENERATED}/explorer.js"
INDEX = f"{GENERATED}/pagefind"
"""The folder of the full-text index."""
Cached = tuple[Cache, str] | None
"""A cache and a name in it."""


def write_shared(site_dir: Path, linked: LinkedVault, nav: Navigation) -> None:
    """Write what is data for the theme's scripts; each is a script itself, to be loaded from a file too."""
    (site_dir / GENERATED).mkdir(parents=True, exist_ok=True)
    for name, text in shared_files(linked, nav):
        (site_dir / name).write_text(text, encoding="utf-8", newline="\n")


def shared_files(linked: LinkedVault, nav: Navigation) -> Iterator[tuple[str, str]]:
    """Yield the name of each such file and what is in it."""
    yield EXPLORER, explorer(nav, linked.folders)
    yield from data_files(linked, Kept())


def data_files(linked: LinkedVault, kept: Kept) -> Iterator[tuple[str, str]]:
    """Yield those that the navigation is not in."""
    yield f"{GENERATED}/names.js", names(linked, kept.names)
    yield f"{GENERATED}/graph.json", graph_json(linked, kept.graph)
    yield MARK, '{"made_by":"ropewalk"}\n'


def write_search_index(pages: Iterable[SearchPage], folder: Path, language: str, cached: Cached) -> None:
    """Write the full-text index of pages; from the cache, under the name that is given with it."""
    if cached is None:
        index(pages, folder, language=language)
    else:
        cache, name = cached
        kept_index(list(pages), folder, language=language, cache=cache, name=name)


def search_pages(pages: Pages) -> Iterator[SearchPage]:
    """Yield what is to be found of each note."""
    notes = pages.site.linked.notes
    for file in pages.made:
        page = file.page
        if isinstance(page, ArticlePage) and page.article is not None:
            article = page.article
            yield SearchPage(
                url=page.url,
                title=article.title,
                html=page.replaced or searched(notes[file.src_uri].note, article.title),
                tags=tuple(tag.text for tag in article.tags),
                language=article.language,
            )
