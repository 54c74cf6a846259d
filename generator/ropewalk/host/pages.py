"""The pages of a site: articles made when MkDocs asks for them, and what they told on the way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from mkdocs.utils import get_build_date

from ropewalk.affected import Affected, affected, differing
from ropewalk.build import Site, recompiled
from ropewalk.dates import Dates, dates_of, git_dates
from ropewalk.heard import heard
from ropewalk.host.files import (
    all_files,
    configured_files,
    note_file,
    others,
    reached_files,
    theme_file,
    view_file,
)
from ropewalk.host.foreign import FOLDER, STYLES
from ropewalk.host.kept import Kept
from ropewalk.host.page import ArticlePage
from ropewalk.host.rebuildable import is_rebuildable
from ropewalk.model.article import Article
from ropewalk.paths import dest_path, generated_url, tag_url
from ropewalk.proof import proof_of, runs
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
class Step:
    """From one state of the vault to another: what has to be done about it."""

    changes: Affected
    stale: set[File]
    """Their pages are to be filled in again."""
    gone: set[str]
    """Files of the site whose pages are no more, or have moved."""
    files: bool = False
    """Whether there are other files, or other pages in the navigation."""
    dates: bool = False
    """Whether a page has another date."""


@dataclass(slots=True, kw_only=True)
class Pages:
    """A linked vault as MkDocs' files and pages."""

    site: Site
    config: MkDocsConfig
    titles: Mapping[str, str]
    """Titles that the configured navigation gives, by path."""
    lasts: bool = False
    """Whether the site goes from one state of the vault to another."""
    dates: dict[str, Dates] = field(default_factory=dict)
    unlinked: Unlinked | None = None
    notes: dict[str, File] = field(default_factory=dict)
    """The file of each note, with its page, in path order."""
    views: dict[str, File] = field(default_factory=dict)
    """The file of each generated page, by its address."""
    shelf: Shelf = field(init=False)
    kept: Kept = field(default_factory=Kept)
    _told: dict[str, tuple[Diagnostic, ...]] = field(default_factory=dict)
    _history: Mapping[str, Dates] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.shelf = Shelf(self.site.linked)

    @property
    def diagnostics(self) -> Iterator[Diagnostic]:
        """What filling in the pages has found so far."""
        return chain.from_iterable(self._told.values())

    @property
    def made(self) -> Collection[File]:
        """The files of the notes, each with its page."""
        return self.notes.values()

    def files(self, found: Files, *, own_theme: bool) -> Files:
        """Return the files of the site in place of those that MkDocs found in the vault."""
        linked = self.site.linked
        self._date(linked.notes)
        if self.site.options.unlinked:
            self.unlinked = Unlinked(linked)
        on_disk = {source.path: source.file for source in self.site.vault.notes}
        for path in linked.notes:
            self.notes[path] = note_file(path, on_disk[path], linked.notes[path].url, self.config)
            self._page(path)
        self._place_views()
        self._tell_dates()
        return self.all_files(found, own_theme=own_theme)

    def all_files(self, found: Files, *, own_theme: bool) -> Files:
        """Return the files as they are now."""
        styles = () if own_theme else (theme_file(FOLDER / name, name, self.config) for name in STYLES)
        reached = (*configured_files(self.config), *reached_files(self.site, self.config))
        groups = (self.notes.values(), self.views.values(), reached, styles, others(found, self.config))
        return all_files(groups)

    def advance(self, site: Site) -> Step:
        """Show another state of the vault; return what is left to be done."""
        before, linked = self.site.linked, site.linked
        changed = differing(before, linked)
        shelf = self.shelf.after(linked, changed)
        changes = affected(before, linked, changed, self.shelf, shelf)
        self.site, self.shelf = site, shelf
        mentioned = self.unlinked.advance(linked, changed) if self.unlinked else set()
        dated = self._date(changed)
        self.kept = self.kept.after(changes, linked, dates=bool(dated))
        step = Step(changes=changes, stale=set(), gone=set(), dates=bool(dated))
        self._place_notes(changed, step)
        before_views, self.views = self.views, {}
        step.stale |= set(self._place_views(before_views))
        step.gone |= {dest_path(url) for url in before_views.keys() - self.views.keys()}
        running = (path for path, note in linked.notes.items() if runs(note.note))
        again = chain(changes.pages, mentioned, dated, running)
        step.stale |= {self.notes[path] for path in again if path in self.notes}
        step.files = step.files or before_views.keys() != self.views.keys() or before.files != linked.files
        if dated or step.files:
            self._tell_dates()
        return step

    def _place_notes(self, changed: Iterable[str], step: Step) -> None:
        """Give each of the notes that have changed a file and a page that show them."""
        linked = self.site.linked
        on_disk: dict[str, Any] = {}
        for path in changed:
            file, note = self.notes.get(path), linked.notes.get(path)
            if file is not None and (note is None or file.dest_uri != dest_path(note.url)):
                step.gone.add(file.dest_uri)
                file = self.notes.pop(path)
                self._told.pop(path, None)
            if note is not None and path not in self.notes:
                on_disk = on_disk or {source.path: source.file for source in self.site.vault.notes}
                self.notes[path] = note_file(path, on_disk[path], note.url, self.config)
            step.files |= note is None or self._page(path)
        if list(self.notes) != list(linked.notes):
            self.notes = {path: self.notes[path] for path in linked.notes}

    def _page(self, path: str) -> bool:
        """See to it that a note's page has its title and properties; return whether the page is new."""
        file, note = self.notes[path], self.site.linked.notes[path]
        title, meta = self.titles.get(path, note.title), _meta(note.note.properties.values)
        if isinstance(file.page, ArticlePage) and file.page.is_of(title, meta):
            return False
        make, text = partial(self._article, path), note.note.visible
        ArticlePage(file, self.config, title=title, markdown=text, meta=meta, make=make)
        return True

    def _place_views(self, before: Mapping[str, File] | None = None) -> Iterable[File]:
        """Give each generated page its file; return those that have to be filled in again."""
        stale: list[File] = []
        for view in self.all_views():
            make = partial(self._generated, view)
            file = (before or {}).get(view.url)
            if file is None or not isinstance(file.page, ArticlePage) or not file.page.is_of(view.title, {}):
                file = view_file(view, self.config)
                # The list of a tag is long: it is made when it is written, if nobody else may look.
                late = not self.lasts and is_rebuildable(self.config)
                ArticlePage(file, self.config, title=view.title, markdown="", meta={}, make=make, late=late)
                stale.append(file)
            else:
                file.page.remake(make)
                if view.url not in self.kept.views:
                    stale.append(file)
            self.views[view.url] = file
        return stale

    def _date(self, changed: Iterable[str]) -> set[str]:
        """Look up the dates of notes that have changed; return those that have others than before."""
        options, linked = self.site.options, self.site.linked
        history = git_dates(self.site.vault.root) if options.git_dates else {}
        paths = changed if history == self._history else linked.notes.keys() | self.dates.keys()
        self._history = history
        properties = {path: linked.notes[path].note.properties for path in paths if path in linked.notes}
        dates = dates_of(properties, history)
        other = {path for path in paths if self.dates.get(path) != dates.get(path)}
        self.dates = {path: known for path, known in (self.dates | dates).items() if path in linked.notes}
        return other

    def _tell_dates(self) -> None:
        """Give each page the day of its note's last change; MkDocs would say that all change today.

        A page whose day is not known, and one that nobody wrote, changed at the latest with the last note.
        """
        days = {path: dates.updated.date() for path, dates in self.dates.items() if dates.updated}
        latest = max(days.values()).isoformat() if days else get_build_date()
        for file in chain(self.notes.values(), self.views.values()):
            if file.page is not None:
                day = days.get(file.src_uri)
                file.page.update_date = day.isoformat() if day else latest

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

    def _article(self, path: str, changed: str | None) -> Article:
        linked = self.site.linked if changed is None else recompiled(self.site, path, changed)
        rendered = self.kept.rendered.get(path) if changed is None else None
        if rendered is None:
            note = linked.notes[path].note
            proof = proof_of(self.site.vault.root, path, note)
            rendered = render(linked, self.shelf, path, strings(self.site.options.language), proof)
            # A record is no part of the vault that is compared from one state to the next.
            if changed is None and self.lasts and not runs(note):
                self.kept.rendered[path] = rendered
        found = heard(rendered.diagnostics, self.site.compiled, self.site.options.choice)
        self._told[path] = tuple(found)
        dates = self.dates[path]
        mentions = self.unlinked.of(linked.notes[path]) if self.unlinked else ()
        return replace(
            rendered.article,
            created=dates.created,
            updated=dates.updated,
            unlinked=mentions,
        )

    def all_views(self) -> Iterator[View]:
        """Yield the pages that nobody wrote."""
        spoken, linked = strings(self.site.options.language), self.site.linked
        yield from folder_views(linked, self.shelf, spoken)
        yield from tag_views(linked, spoken, self.tags_url)
        yield wanted_view(linked, spoken, self.wanted_url)
        yield recent_view(linked, self.dates, spoken, self.recent_url)
        yield graph_view(linked, spoken, self.graph_url, self.kept.neighbours)

    def _generated(self, view: View, _changed: str | None) -> Article:
        """Return a generated page's article: there is no text that a plugin could change."""
        if not self.lasts:
            return view.article()
        if view.url not in self.kept.views:
            self.kept.views[view.url] = (view, view.article())
        return self.kept.views[view.url][1]


def _meta(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties as MkDocs' metadata; it would look for a template that a property names."""
    return {name: value for name, value in values.items() if name not in {"template", "title"}}
