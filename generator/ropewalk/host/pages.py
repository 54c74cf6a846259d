"""The pages of one build: articles made when MkDocs asks for them, and what they told on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from ropewalk.affected import affected
from ropewalk.build import Site, recompiled
from ropewalk.dates import Dates, dates_of
from ropewalk.heard import heard
from ropewalk.host.files import all_files, note_files, others, reached_files, theme_file, view_file
from ropewalk.host.foreign import FOLDER, STYLES
from ropewalk.host.kept import Kept
from ropewalk.host.page import ArticlePage
from ropewalk.model.article import Article
from ropewalk.paths import dest_path, generated_url, tag_url
from ropewalk.proof import proof_of
from ropewalk.render.article import render
from ropewalk.render.shelf import Shelf
from ropewalk.strings import strings
from ropewalk.unlinked import Unlinked
from ropewalk.views.folder import folder_views
from ropewalk.views.graph import graph_view
from ropewalk.views.recent import recent_view
from ropewalk.views.tag import tag_views
from ropewalk.views.view import View
from ropewalk.views.wanted import wanted_view

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

    from manifestcheck.diagnostic import Diagnostic


@dataclass(slots=True, kw_only=True)
class Pages:
    """A linked vault as MkDocs' files and pages."""

    site: Site
    config: MkDocsConfig
    titles: Mapping[str, str]
    """Titles that the configured navigation gives, by path."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    """What filling in the pages has found so far."""

    dates: Mapping[str, Dates] = field(default_factory=dict)
    unlinked: Unlinked | None = None
    made: list[File] = field(default_factory=list)
    """The files of the notes, each with its page."""
    shelf: Shelf = field(init=False)
    kept: Kept = field(default_factory=Kept)

    def __post_init__(self) -> None:
        self.shelf = Shelf(self.site.linked)

    def carry(self, before: Pages) -> None:
        """Keep what the pages of another state of the vault have made and still holds."""
        linked = self.site.linked
        changes = affected(before.site.linked, linked, before.shelf, self.shelf)
        self.kept = before.kept.after(changes, linked)
        if self.site.options.unlinked:
            self.unlinked = Unlinked(linked, before.unlinked)

    def take_over(self, before: Pages, files: Iterable[File]) -> bool:
        """Let the pages of `files` show this state of the vault; return whether that is enough.

        To be called where no name, link or property is another than `before`, and instead of `files`.
        """
        self.dates = self._dates()
        if self.dates != before.dates:
            return False
        self.made = before.made
        views = {dest_path(view.url): view for view in self.views(self.shelf)}
        for file in files:
            if isinstance(file.page, ArticlePage):
                view = views.get(file.dest_uri)
                note = partial(self._article, self.shelf, file.src_uri)
                file.page.remake(note if view is None else partial(self._generated, view))
        return True

    def _dates(self) -> dict[str, Dates]:
        published = {path: note.note.properties for path, note in self.site.linked.notes.items()}
        return dates_of(self.site.vault.root, published, git=self.site.options.git_dates)

    def files(self, found: Files, *, own_theme: bool) -> Files:
        """Return the files of the site in place of those that MkDocs found in the vault."""
        shelf = self.shelf
        self.dates = self._dates()
        if self.site.options.unlinked and self.unlinked is None:
            self.unlinked = Unlinked(self.site.linked)
        self.made = list(self._notes(shelf))
        views = list(self._view_files(shelf))
        self._tell_changes((*self.made, *views))
        styles = () if own_theme else (theme_file(FOLDER / name, name, self.config) for name in STYLES)
        reached = reached_files(self.site, self.config)
        return all_files((self.made, views, reached, styles, others(found, self.config)))

    @property
    def tags_url(self) -> str:
        """The address of the page of all tags."""
        return tag_url("", directory_urls=self.site.options.directory_urls)

    @property
    def wanted_url(self) -> str:
        """The address of the page of wanted notes."""
        return generated_url("wanted", directory_urls=self.site.options.directory_urls)

    @property
    def graph_url(self) -> str:
        """The address of the page of the whole graph."""
        return generated_url("graph", directory_urls=self.site.options.directory_urls)

    @property
    def recent_url(self) -> str:
        """The address of the page of recent notes."""
        return generated_url("recent", directory_urls=self.site.options.directory_urls)

    def _notes(self, shelf: Shelf) -> Iterator[File]:
        for file in note_files(self.site, self.config):
            path = file.src_uri
            note = self.site.linked.notes[path]
            ArticlePage(
                file,
                self.config,
                title=self.titles.get(path, note.title),
                markdown=note.note.visible,
                meta=_meta(note.note.properties.values),
                make=partial(self._article, shelf, path),
            )
            yield file

    def _tell_changes(self, files: Iterable[File]) -> None:
        """Give each page the day of its note's last change; MkDocs would say that all change today.

        A page whose day is not known, and one that nobody wrote, changed at the latest with the last note.
        """
        days = {path: dates.updated.date() for path, dates in self.dates.items() if dates.updated}
        if days:
            latest = max(days.values())
            for file in files:
                if file.page is not None:
                    file.page.update_date = days.get(file.src_uri, latest).isoformat()

    def _article(self, shelf: Shelf, path: str, changed: str | None) -> Article:
        linked = self.site.linked if changed is None else recompiled(self.site, path, changed)
        rendered = self.kept.rendered.get(path) if changed is None else None
        if rendered is None:
            rendered = render(linked, shelf, path, strings(self.site.options.language))
        if changed is None:
            self.kept.rendered[path] = rendered
        self.diagnostics += heard(rendered.diagnostics, self.site.compiled, self.site.options.choice)
        dates = self.dates[path]
        mentions = self.unlinked.of(linked.notes[path]) if self.unlinked else ()
        return replace(
            rendered.article,
            created=dates.created,
            updated=dates.updated,
            unlinked=mentions,
            proof=proof_of(self.site.vault.root, path, linked.notes[path].note),
        )

    def _view_files(self, shelf: Shelf) -> Iterator[File]:
        for view in self.views(shelf):
            file = view_file(view, self.config)
            ArticlePage(
                file,
                self.config,
                title=view.title,
                markdown="",
                meta={},
                make=partial(self._generated, view),
            )
            yield file

    def views(self, shelf: Shelf) -> Iterator[View]:
        """Yield the pages that nobody wrote."""
        spoken, linked = strings(self.site.options.language), self.site.linked
        yield from folder_views(linked, shelf, spoken)
        yield from tag_views(linked, spoken, self.tags_url)
        yield wanted_view(linked, spoken, self.wanted_url)
        yield recent_view(linked, self.dates, spoken, self.recent_url)
        yield graph_view(linked, spoken, self.graph_url)

    def _generated(self, view: View, _changed: str | None) -> Article:
        """Return a generated page's article: there is no text that a plugin could change."""
        known = self.kept.views.get(view.url)
        if not view.kept:
            return view.article()
        if known is None:
            known = self.kept.views[view.url] = (view.folder, view.tag, view.article())
        return known[2]


def _meta(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties as MkDocs' metadata; it would look for a template that a property names."""
    return {name: value for name, value in values.items() if name not in {"template", "title"}}
