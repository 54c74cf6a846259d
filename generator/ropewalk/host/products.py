"""Every file of a served site, as what it is made of: by that is known which files an edit changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands import build as mkdocs_build

from ropewalk.host.explorer import explorer
from ropewalk.host.frame import Frame
from ropewalk.host.machines import files_of, site_files
from ropewalk.host.output import Product, text_product
from ropewalk.host.page import ArticlePage
from ropewalk.host.rebuild import Build
from ropewalk.host.rebuildable import SITEMAP
from ropewalk.host.shared import EXPLORER, data_files
from ropewalk.vault import signature
from ropewalk.views.redirects import redirects

if TYPE_CHECKING:
    from mkdocs.structure.files import File
    from mkdocs.structure.pages import Page

    from ropewalk.host.pages import Pages, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """All that the templates show on a page."""

    article: object
    title: object
    addresses: tuple[str | None, ...]
    home: bool
    neighbours: tuple[tuple[object, str] | None, ...]
    draft: bool
    frame: Frame


class Products:
    """The files by name, in layers: where two layers have a file of one name, the earlier one counts."""

    def __init__(self, build: Build) -> None:
        """Look at all of a build."""
        self._build = build
        self._shared = {EXPLORER: self._explorer()} | self._data()
        self._pages = dict(_pages(build, build.documents))
        self._frame, self._templates = build.frame, dict(_templates(build))
        self._copies = dict(_copies(build))
        self._of_notes: dict[str, dict[str, Product]] = {
            path: dict(_files_of(build.pages, path)) for path in build.pages.notes
        }
        self._of_note = dict(_first(self._of_notes.values()))
        self._site = _texts(site_files(build.pages, build.robots))
        self._old: dict[str, Product] = {}
        self._old = self._redirects()

    @property
    def _layers(self) -> tuple[Mapping[str, Product], ...]:
        return (
            self._shared,
            self._pages,
            self._templates,
            self._copies,
            self._of_note,
            self._site,
            self._old,
        )

    def names(self) -> set[str]:
        """Return the names of all files."""
        return {*chain.from_iterable(self._layers)}

    def get(self, name: str) -> Product | None:
        """Return the file of a name."""
        return next((layer[name] for layer in self._layers if name in layer), None)

    def advance(self, step: Step) -> set[str]:
        """Look at what is other in the build after a step; return the names of the files that may be."""
        build, touched = self._build, set(step.gone)
        before = self._layers
        shared = self._data() | {EXPLORER: self._shared[EXPLORER]}
        if step.files or step.changes.folders:
            shared[EXPLORER] = self._explorer()
        self._shared = shared
        for name in step.gone:
            self._pages.pop(name, None)
        fresh = dict(_pages(build, step.stale))
        self._pages |= fresh
        touched |= fresh.keys()
        if step.files or step.dates or build.frame is not self._frame:
            self._frame, self._templates = build.frame, dict(_templates(build))
        self._copies = dict(_copies(build))
        touched |= self._advance_notes(step)
        if step.files or step.dates or step.changes.listed:
            self._site = _texts(site_files(build.pages, build.robots))
        self._old = self._redirects()
        for old, new in zip(before, self._layers, strict=True):
            if old is not new and new is not self._of_note:
                touched |= {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
        return touched

    def _advance_notes(self, step: Step) -> set[str]:
        """Look at the files that belong to notes; return the names of those that may be others."""
        pages, touched = self._build.pages, set[str]()
        for path in step.changes.pages:
            touched |= self._of_notes.pop(path, {}).keys()
            if path in pages.notes:
                made = self._of_notes[path] = dict(_files_of(pages, path))
                touched |= made.keys()
        if touched:
            self._of_note = dict(_first(self._of_notes[path] for path in pages.notes))
        return touched

    def _explorer(self) -> Product:
        return text_product(explorer(self._build.nav, self._build.pages.site.linked.folders))

    def _data(self) -> dict[str, Product]:
        pages = self._build.pages
        return _texts(data_files(pages.site.linked, pages.kept))

    def _redirects(self) -> dict[str, Product]:
        build = self._build
        taken = chain((f"{SITEMAP}.gz",), *self._layers[:-1])
        old = redirects(build.pages.site.linked, taken, directory_urls=build.config.use_directory_urls)
        return _texts(old.items())


def _texts(files: Iterable[tuple[str, str]]) -> dict[str, Product]:
    return {name: text_product(text) for name, text in files}


def _first(layers: Iterable[Mapping[str, Product]]) -> Iterator[tuple[str, Product]]:
    """Yield each file, of several with one name the first."""
    seen: set[str] = set()
    for layer in layers:
        for name, product in layer.items():
            if name not in seen:
                seen.add(name)
                yield name, product


def _copies(build: Build) -> Iterator[tuple[str, Product]]:
    for file in build.files:
        if not file.is_documentation_page() and file.inclusion.is_in_serve() and file.abs_src_path:
            made_of = (file.abs_src_path, signature(Path(file.abs_src_path)))
            yield file.dest_uri, Product(made_of, partial(_copy, file))


def _copy(file: File, _place: Path) -> None:
    file.copy_file()


def _templates(build: Build) -> Iterator[tuple[str, Product]]:
    listed = tuple(
        (file.page.canonical_url or file.page.abs_url, file.page.update_date)
        for file in build.files.documentation_pages()
        if file.page is not None
    )
    for name in build.config.theme.static_templates:
        made_of = listed if name == SITEMAP else build.frame
        yield name, Product(made_of, partial(_write_template, build, name))


def _write_template(build: Build, name: str, _place: Path) -> None:
    mkdocs_build._build_theme_template(name, build.env, build.files, build.config, build.nav)  # noqa: SLF001  as a clean build does


def _files_of(pages: Pages, path: str) -> Iterator[tuple[str, Product]]:
    for name, text in files_of(pages, path):
        # The text is not kept: of a large vault that would be all texts twice.
        yield name, Product(text_product(text).made_of, partial(_write_file_of, pages, path, name))


def _write_file_of(pages: Pages, path: str, name: str, place: Path) -> None:
    text_product(dict(files_of(pages, path))[name]).make(place)


def _pages(build: Build, files: Iterable[File]) -> Iterator[tuple[str, Product]]:
    for file in files:
        if isinstance(file.page, ArticlePage) and file.inclusion.is_in_serve():
            write = partial(_write_page, build, file.page)
            yield file.dest_uri, Product(_shown(file.page, build.frame), write)


def _shown(page: ArticlePage, frame: Frame) -> _Shown:
    return _Shown(
        article=page.article,
        title=page.title,
        addresses=(page.url, page.canonical_url, page.edit_url),
        home=page.is_homepage,
        neighbours=(_neighbour(page.previous_page), _neighbour(page.next_page)),
        draft=page.file.inclusion.is_excluded(),
        frame=frame,
    )


def _neighbour(page: Page | None) -> tuple[object, str] | None:
    return None if page is None else (page.title, page.url)


def _write_page(build: Build, page: ArticlePage, _place: Path) -> None:
    mkdocs_build._build_page(  # noqa: SLF001  as a clean build does
        page, build.config, build.documents, build.nav, build.env, excluded=page.file.inclusion.is_excluded()
    )
