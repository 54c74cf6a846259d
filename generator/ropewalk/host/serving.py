"""Edits while a site is served: what changed is found, and the site is made to show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mkdocs.exceptions import Abort, BuildError
from mkdocs.plugins import get_plugin_logger

from ropewalk.broken import cannot
from ropewalk.build import Site
from ropewalk.host.output import Output
from ropewalk.host.products import Products
from ropewalk.host.rebuild import Build
from ropewalk.host.reindexing import Reindexing
from ropewalk.host.watching import Watching
from ropewalk.keeping import settle, unhindered
from ropewalk.vault import signature

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

    from manifestcheck.diagnostic import Diagnostic

Signatures = dict[str, tuple[int, ...]]
_QUIET: Final = 0.03
"""Seconds without another change after which building begins."""
log = get_plugin_logger("ropewalk")


class Rebuilding:
    """MkDocs' builder while serving: called after something has changed, without being told what."""

    def __init__(  # noqa: PLR0913  what it needs of MkDocs and of the plugin
        self,
        *,
        server: LiveReloadServer,
        full: Callable[[], None],
        latest: Callable[[], Build | None],
        begin: Callable[[Build], None],
        load: Callable[[MkDocsConfig], Site],
        tell: Callable[[Iterable[Diagnostic]], None],
        search: Callable[[], bool],
    ) -> None:
        """Start from the build that has just been made."""
        self._server = server
        self._full = full
        self._latest = latest
        self._begin = begin
        self._load = load
        self._tell = tell
        self._search = search
        self._reindexing = Reindexing()
        _watch_closely(server)
        self._build: Build | None
        self._around: Signatures
        self._adopt()

    def __call__(self) -> None:
        """Build what has changed; all of it where that is more than notes."""
        self._reindexing.hold()
        build = self._build
        if build is None or _around(build.config) != self._around:
            self._build = None
            self._full()
            self._adopt()
            return
        self._build = None  # until all is written
        try:
            with unhindered():
                self._build = self._rebuild(build)
        except (BuildError, OSError) as error:
            # The server prints the text of this one error, and a traceback for any other.
            said = error if isinstance(error, BuildError) else cannot("build the site", error)
            raise Abort(f"error: {said}") from error

    def _adopt(self) -> None:
        """Take over what MkDocs has built."""
        self._build = self._latest()
        if self._build is not None:
            self._around = _around(self._build.config)
            self._output = Output(folder=Path(self._build.config.site_dir))
            self._products = Products(self._build)
            for name in self._products.names():
                if (product := self._products.get(name)) is not None:
                    self._output.adopt(name, product)
            self._told = set(_diagnostics(self._build))
        settle()

    def _rebuild(self, build: Build) -> Build:
        step = build.advance(self._load(build.config))
        self._begin(build)
        names = self._products.advance(step)
        changed = self._output.update((name, self._products.get(name)) for name in sorted(names))
        log.info("%d files of the site have changed", changed)
        found = list(dict.fromkeys(_diagnostics(build)))
        self._tell(one for one in found if one not in self._told)
        self._told = set(found)
        if not changed:
            # No browser needs to load its page again.
            self._server._wanted_epoch = self._server._visible_epoch  # noqa: SLF001  MkDocs asks nobody
        if self._search() and (changed or self._reindexing.is_due):
            self._reindexing.ask(build)
        return build


def _watch_closely(server: LiveReloadServer) -> None:
    """Let the server hear of changes at once, in place of the observer that it has not started yet."""
    server.observer = Watching()  # type: ignore[assignment]  # it is all that the server asks an observer for
    server.build_delay = _QUIET
    watched, server._watched_paths = server._watched_paths, {}  # noqa: SLF001  it has no other way
    server._watch_refs = {}  # noqa: SLF001
    for path in watched:
        server.watch(path)


def _diagnostics(build: Build) -> Iterator[Diagnostic]:
    yield from build.pages.site.diagnostics
    yield from build.pages.diagnostics


def _around(config: MkDocsConfig) -> Signatures:
    """Return the signatures of all files beside the vault that a site is made of."""
    named = [config.config_file_path or "", *config.watch, *config.theme.dirs]
    files = (file for name in named if name for file in _files(Path(name)))
    return {str(file): signature(file) for file in files}


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    # Python writes bytecode beside a theme whenever it first imports it, and no site is made of that.
    yield from (file for file in path.rglob("*") if file.suffix != ".pyc" and file.is_file())
