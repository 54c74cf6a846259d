"""The files that all pages share: the explorer, the names, the graph and the full-text index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.nav import Navigation

from ropewalk.graph import graph_json
from ropewalk.host.explorer import explorer
from ropewalk.host.page import ArticlePage
from ropewalk.model.linked import LinkedVault
from ropewalk.paths import GENERATED
from ropewalk.search import SearchPage, index, names
from ropewalk.site_folder import MARK

if TYPE_CHECKING:
    from mkdocs.structure.files import File


def write_shared(site_dir: Path, linked: LinkedVault, nav: Navigation) -> None:
    """Write what is data for the theme's scripts; each is a script itself, to be loaded from a file too."""
    folder = site_dir / GENERATED
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "explorer.js", explorer(nav, linked.folders))
    _write(folder / "names.js", names(linked))
    _write(folder / "graph.json", graph_json(linked))
    _write(site_dir / MARK, '{"made_by":"ropewalk"}\n')


def write_search_index(site_dir: Path, files: Iterable[File], language: str) -> None:
    """Write the full-text index of the notes."""
    index(_search_pages(files), site_dir / GENERATED / "pagefind", language=language)


def _search_pages(files: Iterable[File]) -> Iterator[SearchPage]:
    for file in files:
        page = file.page
        if isinstance(page, ArticlePage) and page.article is not None and page.article.kind == "note":
            yield SearchPage(
                url=page.url,
                title=page.article.title,
                html=page.content or "",
                tags=tuple(tag.text for tag in page.article.tags),
                language=page.article.language,
            )


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
