"""A build after an edit: the site of the build before it, made to be what a clean build would make."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mkdocs.structure.files import InclusionLevel
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from ropewalk.build import Site
from ropewalk.host.frame import Frame
from ropewalk.host.navigation import navigation, without_dead_links
from ropewalk.host.pages import Pages, Step

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation


@dataclass(slots=True, kw_only=True)
class Build:
    """What a served site is built from; it goes from one state of the vault to the next."""

    config: MkDocsConfig
    env: Environment
    found: Files
    """As MkDocs found them: those of the theme are taken from here."""
    files: Files
    nav: Navigation
    pages: Pages
    frame: Frame
    robots: str | None

    documents: list[File] = field(init=False)
    """The files that have pages, drafts too."""

    def __post_init__(self) -> None:
        self.documents = _documents(self.files)

    def advance(self, site: Site) -> Step:
        """Take over another state of the vault; return what is other about it. Nothing is written."""
        step = self.pages.advance(site)
        linked = site.linked
        if step.files:
            self.files = self.pages.all_files(self.found, own_theme=True)
            self.documents = _documents(self.files)
        if step.files or step.changes.folders:
            step.stale |= self._navigate(site)
        home = linked.folders.get("/", "")
        if self.frame.home_url != home:
            self.frame = self.frame.with_home(home)
            step.stale |= {*self.documents}
        for file in step.stale:
            if file.page is not None:
                file.page.render(self.config, self.files)  # its source is read for other plugins: none
        return step

    def _navigate(self, site: Site) -> set[File]:
        """Make the navigation anew; return the files whose pages stand elsewhere in it."""
        pages = self.nav.pages
        before = {id(page): _place(page) for page in pages}
        for page in pages:
            page.previous_page = page.next_page = page.parent = None
        if self.config.nav is None:
            self.nav = navigation(self.files.documentation_pages(), site.linked.folders)
        else:
            self.nav = get_navigation(self.files, self.config)
            self.nav.items = list(without_dead_links(self.nav.items))
        return {page.file for page in self.nav.pages if before.get(id(page)) != _place(page)}


def _documents(files: Files) -> list[File]:
    return list(files.documentation_pages(inclusion=InclusionLevel.is_in_serve))


def _place(page: Page) -> tuple[object, ...]:
    """Return what a page shows of its place; MkDocs compares pages by their names."""
    return (id(page.previous_page), id(page.next_page), page.is_homepage)
