"""A build after an edit: the site of the build before it, made to be what a clean build would make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mkdocs.commands import build as mkdocs_build
from mkdocs.structure.files import InclusionLevel
from mkdocs.structure.nav import get_navigation

from ropewalk.build import Site
from ropewalk.host.frame import Frame
from ropewalk.host.machines import files_of, site_files
from ropewalk.host.navigation import navigation, without_dead_links
from ropewalk.host.output import Product, text_product
from ropewalk.host.page import ArticlePage
from ropewalk.host.pages import Pages
from ropewalk.host.shared import shared_files
from ropewalk.vault import signature
from ropewalk.views.redirects import redirects

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

_SITEMAP: Final = "sitemap.xml"
_TEMPLATES: Final = frozenset(("404.html", _SITEMAP))


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What MkDocs has built a served site from."""

    config: MkDocsConfig
    env: Environment
    found: Files
    """As MkDocs found them: those of the theme are taken from here."""
    files: Files
    nav: Navigation
    pages: Pages
    frame: Frame
    robots: str | None
    shared: dict[str, Product]
    """The files that all pages share, which know no text of a note."""

    @property
    def documents(self) -> list[File]:
        """The files that have pages, drafts too."""
        return list(self.files.documentation_pages(inclusion=InclusionLevel.is_in_serve))


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


def is_rebuildable(config: MkDocsConfig) -> bool:
    """Return whether all that makes the site is known here: no other plugin, theme, hook or template."""
    theme = config.theme
    return (
        theme.name == "ropewalk"
        and theme.custom_dir is None
        and list(config.plugins) == ["ropewalk"]
        and not (config.hooks or config.extra_templates or config.strict)
        and theme.static_templates <= _TEMPLATES
    )


def next_build(before: Build, site: Site) -> Build:
    """Return the build of another state of the vault; nothing is written."""
    config = before.config
    pages = Pages(site=site, config=config, titles=before.pages.titles)
    pages.carry(before.pages)
    again = site.relinked
    same = again is not None and again.before is before.pages.site.linked
    if same and pages.take_over(before.pages, before.documents):
        files, nav = before.files, before.nav
    else:
        files = pages.files(before.found, own_theme=True)
        nav = _navigation(files, site, config)
    home = site.linked.folders.get("/", "")
    frame = before.frame if before.frame.home_url == home else before.frame.with_home(home)
    made = Build(
        config=config,
        env=before.env,
        found=before.found,
        files=files,
        nav=nav,
        pages=pages,
        frame=frame,
        robots=before.robots,
        shared=before.shared if same else shared_products(site, nav),
    )
    for file in made.documents:
        if isinstance(file.page, ArticlePage):
            file.page.render(config, files)  # its source is read for other plugins, and there are none
    return made


def _navigation(files: Files, site: Site, config: MkDocsConfig) -> Navigation:
    if config.nav is None:
        return navigation(files.documentation_pages(), site.linked.folders)
    nav = get_navigation(files, config)
    nav.items = list(without_dead_links(nav.items))
    return nav


def products(build: Build) -> dict[str, Product]:
    """Return every file of the site by name, in the order in which one takes the place of another."""
    made = dict(_copies(build))
    made |= _templates(build)
    made |= _pages(build)
    made |= build.shared
    for name, product in _machine_files(build):
        made.setdefault(name, product)
    linked = build.pages.site.linked
    taken = (name for names in (made, (f"{_SITEMAP}.gz",)) for name in names)
    old = redirects(linked, taken, directory_urls=build.config.use_directory_urls)
    return made | {name: text_product(text) for name, text in old.items()}


def shared_products(site: Site, nav: Navigation) -> dict[str, Product]:
    """Return the files that all pages share."""
    return {name: text_product(text) for name, text in shared_files(site.linked, nav)}


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
        made_of = listed if name == _SITEMAP else build.frame
        yield name, Product(made_of, partial(_write_template, build, name))


def _machine_files(build: Build) -> Iterator[tuple[str, Product]]:
    pages = build.pages
    for file in pages.made:
        path = file.src_uri
        if path not in pages.kept.digests:
            texts = files_of(pages, path)
            pages.kept.digests[path] = {name: text_product(text).made_of for name, text in texts}
        for name, digest in pages.kept.digests[path].items():
            yield name, Product(digest, partial(_write_file_of, pages, path, name))
    for name, text in site_files(pages, build.robots):
        yield name, text_product(text)


def _write_file_of(pages: Pages, path: str, name: str, place: Path) -> None:
    text_product(dict(files_of(pages, path))[name]).make(place)


def _write_template(build: Build, name: str, _place: Path) -> None:
    mkdocs_build._build_theme_template(name, build.env, build.files, build.config, build.nav)  # noqa: SLF001  as a clean build does


def _pages(build: Build) -> Iterator[tuple[str, Product]]:
    documents = build.documents
    for file in documents:
        if isinstance(file.page, ArticlePage):
            write = partial(_write_page, build, documents, file.page)
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


def _write_page(build: Build, documents: list[File], page: ArticlePage, _place: Path) -> None:
    mkdocs_build._build_page(  # noqa: SLF001  as a clean build does
        page, build.config, documents, build.nav, build.env, excluded=page.file.inclusion.is_excluded()
    )
