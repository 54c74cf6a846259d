"""The full-text index of a served site, made anew when edits have settled."""

from __future__ import annotations

import shutil
from pathlib import Path
from threading import Lock, Timer
from typing import Final

from mkdocs.plugins import get_plugin_logger

from ropewalk.host.rebuild import Build
from ropewalk.host.shared import INDEX, search_pages
from ropewalk.search import SearchError, SearchPage, index

_SETTLED: Final = 1.0
"""Seconds without an edit."""
log = get_plugin_logger("ropewalk")


class Reindexing:
    """At most one index is being made, of the last build that was asked for."""

    def __init__(self) -> None:
        self._timer: Timer | None = None
        self._reading = Lock()
        self._running = Lock()
        self.is_due = False
        """Whether an index was asked for that is not begun."""

    def hold(self) -> None:
        """Read no build from now on until one is asked for: it is about to change."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None
        with self._reading:
            pass  # a reader has seen by now that it is not wanted

    def ask(self, build: Build) -> None:
        """Index a build as soon as no other has been asked for in a while."""
        self.hold()
        self.is_due = True

        def run() -> None:
            with self._running:
                pages = self._read(build, timer)
                if pages is not None:
                    _index(pages, Path(build.config.site_dir) / INDEX, build.pages.site.options.language)

        self._timer = timer = Timer(_SETTLED, run)
        timer.daemon = True
        timer.start()

    def _read(self, build: Build, timer: Timer) -> list[SearchPage] | None:
        """Return what is to be indexed; None: the build changes meanwhile."""
        pages: list[SearchPage] = []
        with self._reading:
            for page in search_pages(build.pages):
                if self._timer is not timer:
                    return None
                pages.append(page)
            self.is_due = False
        return pages


def _index(pages: list[SearchPage], folder: Path, language: str) -> None:
    """Put a new index in the place of the old one, if the site is still there."""
    spare, old = folder.with_name("pagefind.new"), folder.with_name("pagefind.old")
    try:
        index(pages, spare, language=language)
        if folder.is_dir():
            folder.rename(old)
        spare.rename(folder)
    except (SearchError, OSError) as error:
        if folder.parent.is_dir():
            log.error("the text could not be indexed: %s", error)  # noqa: TRY400  one line says it
    finally:
        shutil.rmtree(old, ignore_errors=True)
        shutil.rmtree(spare, ignore_errors=True)
