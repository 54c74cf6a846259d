"""The navigation where `mkdocs.yml` has none: the vault's folders, as the app's own explorer shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, pairwise
from typing import Any, Final

from mkdocs.structure import StructureItem
from mkdocs.structure.files import File
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from ropewalk.paths import dest_path
from ropewalk.render.shelf import folder_of
from ropewalk.web_address import AddressKind, kind_of

_ELSEWHERE: Final = frozenset((AddressKind.WEB, AddressKind.OTHER, AddressKind.PAGE))


def navigation(files: Iterable[File], folder_urls: Mapping[str, str]) -> Navigation:
    """Return the pages of `files` by folder: the folder's own note, then folders, then notes by title."""
    tree = _Tree(folder_urls)
    for file in files:
        if file.page is not None and file.inclusion.is_in_nav():
            tree.add(folder_of(file.src_uri), file.page)
    items = tree.items("/")
    pages = list(_pages(items))
    if pages:
        # MkDocs has an order of its own, by path, and its neighbours are set already.
        pages[0].previous_page = pages[-1].next_page = None
    for before, after in pairwise(pages):
        before.next_page, after.previous_page = after, before
    return Navigation(items, pages)


class Folder(Section):
    """A folder of the vault, under the title of the note that is its page; its own name where none is."""

    def __init__(self, path: str, children: list[StructureItem], own: Page | None) -> None:
        """Take in what lies in the folder at `path` (`A/B/`), and the page that stands for it."""
        super().__init__(path.split("/")[-2] if own is None else str(own.title), children)
        self.path = path
        for child in children:
            child.parent = self


class _Tree:
    """Pages and folders by the folder they lie in."""

    def __init__(self, folder_urls: Mapping[str, str]) -> None:
        self._own = {folder: dest_path(url) for folder, url in folder_urls.items()}
        self._pages: dict[str, list[Page]] = {}
        self._by_file: dict[str, Page] = {}
        self._folders: dict[str, list[str]] = {}

    def add(self, folder: str, page: Page) -> None:
        """Put a page into its folder, which may be new."""
        self._pages.setdefault(folder, []).append(page)
        self._by_file[page.file.dest_uri] = page
        while folder != "/":
            above = folder_of(folder.rstrip("/"))
            known = self._folders.setdefault(above, [])
            if folder in known:
                return
            known.append(folder)
            folder = above

    def items(self, folder: str) -> list[StructureItem]:
        """Return what lies in a folder, in the order of the explorer."""
        own = self._own.get(folder)
        pages = sorted(self._pages.get(folder, ()), key=_by_title)
        first = [page for page in pages if page.file.dest_uri == own]
        rest = [page for page in pages if page.file.dest_uri != own]
        sections = [
            Folder(name, self.items(name), self._by_file.get(self._own.get(name, "")))
            for name in sorted(self._folders.get(folder, ()), key=natural)
        ]
        return [*first, *sections, *rest]


def _by_title(page: Page) -> tuple[list[tuple[int, int, str]], str]:
    return natural(str(page.title)), page.file.src_uri


def _pages(items: Iterable[StructureItem]) -> Iterator[Page]:
    for item in items:
        if isinstance(item, Page):
            yield item
        elif isinstance(item, Section):
            yield from _pages(item.children)


def natural(text: str) -> list[tuple[int, int, str]]:
    """Return a sort key that counts: `2 x` comes before `10 x`; case does not matter."""
    key = []
    for is_number, group in groupby(text.casefold(), key=str.isdecimal):
        run = "".join(group)
        key.append((0, int(run), "") if is_number else (1, 0, run))
    return key


def without_dead_links(items: Iterable[StructureItem]) -> Iterator[StructureItem]:
    """Yield what leads somewhere: a path in `nav` that is no page's may be that of an unpublished note."""
    for item in items:
        if isinstance(item, Section):
            item.children = list(without_dead_links(item.children))
            if item.children:
                yield item
        elif not isinstance(item, Link) or item.url.startswith("/") or kind_of(item.url) in _ELSEWHERE:
            yield item


def titles_in(nav: Any) -> dict[str, str]:  # noqa: ANN401 - YAML as MkDocs hands it over
    """Return the titles that the `nav` of `mkdocs.yml` gives to files, by path.

    MkDocs gives them only to pages that it makes itself.
    """
    if isinstance(nav, list):
        return {path: title for item in nav for path, title in titles_in(item).items()}
    if isinstance(nav, dict):
        found: dict[str, str] = {}
        for title, value in nav.items():
            found.update({value: str(title)} if isinstance(value, str) else titles_in(value))
        return found
    return {}
