"""The MkDocs plugin: hands the host a compiled and linked vault in place of the files it found."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.base import ValidationError
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger

from manifestcheck.diagnostic import Diagnostic, Severity
from ropewalk.host.config import PluginConfig, options_of, place_vault

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from ropewalk.build import Site
    from ropewalk.host.frame import Frame
    from ropewalk.host.pages import Pages
    from ropewalk.host.rebuild import Build
    from ropewalk.host.shared import Cached
    from ropewalk.host.vault_styles import VaultStyle
    from ropewalk.memory import Memory

LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.INFO: logging.INFO}
THEME = "ropewalk"
log = get_plugin_logger("ropewalk")


class RopewalkPlugin(BasePlugin[PluginConfig]):
    """One vault, from the first event of a build to the last."""

    pages: Pages
    found: Files
    files: Files
    frame: Frame
    nav: Navigation
    env: Environment
    own_theme: bool
    styles: tuple[VaultStyle, ...]
    memory: Memory | None = None
    """Of the notes: while serving, and where a command has given one."""
    built: Build | None = None
    """The last build while serving, if it came to its end."""
    progress: Callable[[str], None] = staticmethod(lambda _text: None)
    """Told what is going on."""
    serving: bool = False

    def on_startup(self, *, command: str, **_kwargs: Any) -> None:  # noqa: ANN401 - MkDocs' own signature
        """Show drafts while serving; being there also keeps this object across its builds."""
        self.serving = command == "serve"
        from ropewalk.memory import Memory

        if self.serving:
            self.memory = self.memory or Memory()
            self.memory.lasts = True
        self.built = None

    @event_priority(-100)
    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        builder: Callable[[], None],
        **_kwargs: Any,  # noqa: ANN401
    ) -> LiveReloadServer:
        """Let edits be built by what they change; MkDocs would build all anew."""
        from ropewalk.host.serving import Rebuilding

        if self.serving:
            server.builder = Rebuilding(
                server=server,
                full=builder,
                latest=lambda: self.built,
                begin=self._take,
                load=self._load,
                tell=_tell,
                search=lambda: self.config.search,
            )
        return server

    def on_shutdown(self) -> None:
        """Let go of what serving has kept."""
        self.memory = self.built = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Find the notes, and let another theme load what they need beside its own style sheets."""
        from ropewalk.host.foreign import load_style
        from ropewalk.host.vault_styles import load_styles, vault_styles

        self.built = None
        try:
            place_vault(self.config, config)
        except ValidationError as error:
            raise ConfigurationError(f"`site_dir`: {error}") from error
        try:
            self.styles = vault_styles(self.config, Path(config.docs_dir))
        except ValidationError as error:
            raise ConfigurationError(str(error)) from error
        load_styles(self.styles, config)
        self.own_theme = config.theme.name == THEME
        if not self.own_theme:
            load_style(config)
        return config

    @event_priority(-100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace MkDocs' list of the vault's files by ours."""
        from ropewalk.host.navigation import titles_in
        from ropewalk.host.pages import Pages
        from ropewalk.host.vault_styles import add_styles

        self.progress("reading the notes")
        site = self._load(config)
        if not self.serving:
            # Of a large vault the texts are much, and nobody asks for them any more.
            site = replace(site, vault=site.vault.without_texts())
            if self.memory is not None:
                self.memory.forget()
        add_styles(self.styles, files, config)
        self.found = files
        self.pages = Pages(site=site, config=config, titles=titles_in(config.nav), lasts=self.serving)
        _tell(site.diagnostics)
        self.frame = self._frame()
        return self.pages.files(files, own_theme=self.own_theme)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Make the navigation from the folders where the configuration has none."""
        from ropewalk.host.navigation import navigation, without_dead_links

        self.files = files
        folders = self.pages.site.linked.folders
        nav.items = list(without_dead_links(nav.items))
        self.nav = nav if config.nav is not None else navigation(files.documentation_pages(), folders)
        return self.nav

    def on_page_content(self, html: str, *, page: Page, **_kwargs: Any) -> str:  # noqa: ANN401
        """Put into another theme's page what our own theme shows around the note."""
        from ropewalk.host.foreign import around
        from ropewalk.host.page import ArticlePage
        from ropewalk.strings import strings

        if self.own_theme or not isinstance(page, ArticlePage) or page.article is None:
            return html
        return around(page.article, html, strings(self.pages.site.options.language))

    def on_env(self, env: Environment, **_kwargs: Any) -> Environment:  # noqa: ANN401
        """Make our own templates escape what they are given, and fail on what they are not."""
        from ropewalk.host.parts import prepare

        if self.own_theme:
            prepare(env)
        self.env = env
        _tell(dict.fromkeys(self.pages.diagnostics))
        return env

    def on_page_context(self, context: TemplateContext, *, page: Page, **_kwargs: Any) -> TemplateContext:  # noqa: ANN401
        """Give the page's template the site's frame."""
        self.progress(f"writing {page.file.dest_uri}")
        return self._framed(context)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Let go of what only the page shows, once it is made and nobody else may look at it."""
        from ropewalk.host.page import ArticlePage
        from ropewalk.host.rebuildable import is_rebuildable

        if not self.serving and isinstance(page, ArticlePage) and is_rebuildable(config):
            page.let_go()
        return output

    def on_template_context(self, context: TemplateContext, **_kwargs: Any) -> TemplateContext:  # noqa: ANN401
        """Give the templates that are no pages (404.html) the site's frame."""
        return self._framed(context)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what all pages share."""
        from ropewalk.host.machines import machine_files, redirect_files, write_files
        from ropewalk.host.rebuildable import is_rebuildable
        from ropewalk.host.shared import INDEX, search_pages, write_search_index, write_shared
        from ropewalk.search import SearchError

        site_dir = Path(config.site_dir)
        linked, options = self.pages.site.linked, self.pages.site.options
        write_shared(site_dir, linked, self.nav)
        write_files(site_dir, machine_files(self.pages, self.config.robots))
        write_files(site_dir, redirect_files(site_dir, linked, directory_urls=options.directory_urls))
        if self.own_theme and self.config.search:
            self.progress("indexing the text")
            try:
                write_search_index(
                    search_pages(self.pages),
                    site_dir / INDEX,
                    self.pages.site.options.language,
                    self._cached(config),
                )
            except SearchError as error:
                raise PluginError(str(error)) from error
        if self.serving and is_rebuildable(config):
            self.built = self._build(config)

    def _load(self, config: MkDocsConfig) -> Site:
        from ropewalk.build import load

        options = options_of(self.config, config, drafts=self.serving)
        return load(Path(config.docs_dir), options, self.memory)

    def _take(self, build: Build) -> None:
        """Let what the templates are told be that of another build."""
        self.pages, self.nav, self.frame = build.pages, build.nav, build.frame

    def _build(self, config: MkDocsConfig) -> Build:
        from ropewalk.host.rebuild import Build

        return Build(
            config=config,
            env=self.env,
            found=self.found,
            files=self.files,
            nav=self.nav,
            pages=self.pages,
            frame=self.frame,
            robots=self.config.robots,
        )

    def _cached(self, config: MkDocsConfig) -> Cached:
        cache = self.memory.cache if self.memory else None
        return None if cache is None else (cache, f"{config.docs_dir} {config.site_name}")

    def _framed(self, context: TemplateContext) -> TemplateContext:
        context["ropewalk"] = self.frame  # type: ignore[typeddict-unknown-key]
        return context

    def _frame(self) -> Frame:
        from ropewalk.host.frame import Frame, direction_of
        from ropewalk.host.machines import RSS
        from ropewalk.strings import script_texts, template_texts

        pages = self.pages
        return Frame(
            strings=template_texts(pages.site.options.language),
            script_texts=script_texts(pages.site.options.language),
            language=pages.site.options.language,
            direction=direction_of(pages.site.options.language),
            home_url=pages.site.linked.folders.get("/", ""),
            tags_url=pages.tags_url,
            wanted_url=pages.wanted_url,
            graph_url=pages.graph_url,
            recent_url=pages.recent_url,
            search=self.config.search,
            repo_url=pages.config.repo_url or "",
            feed_url=RSS if pages.config.site_url else "",
            hidden=self.config.robots == "disallow",
        )


def _tell(diagnostics: Iterable[Diagnostic]) -> None:
    for diagnostic in diagnostics:
        log.log(LEVELS[diagnostic.severity], "%s", diagnostic, extra={"diagnostic": diagnostic})
        if diagnostic.help:
            log.info("  help: %s", diagnostic.help)
