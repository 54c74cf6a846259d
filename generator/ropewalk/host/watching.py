"""Changes as the operating system tells them, with a slow look at everything for where it tells none."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from ropewalk.walk import HIDDEN_BUT_READ

_POLLING: Final = 3.0
"""Seconds between two looks; network folders and virtual machines send no events."""
_CHANGES: Final = frozenset(("created", "modified", "moved", "deleted"))
"""Not that a file is opened or closed: building opens them all."""


class Watching:
    """In place of MkDocs' observer, which looks at each file twice a second and at hidden ones too."""

    def __init__(self) -> None:
        self._observers: list[BaseObserver] = [PollingObserver(timeout=_POLLING)]
        self._scheduled: list[tuple[FileSystemEventHandler, str, bool]] = []

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool = False) -> str:
        """Let `handler` be told of each change below `path`."""
        self._scheduled.append((_Changes(handler, Path(path)), path, recursive))
        return path

    def unschedule(self, path: str) -> None:
        """Tell no more of changes below `path`; to be called before the start."""
        self._scheduled = [one for one in self._scheduled if one[1] != path]

    def start(self) -> None:
        """Begin to watch."""
        try:
            native: BaseObserver = _started(Observer(), self._scheduled)
        except OSError:  # the system's limit on watched folders: looking must do, more often
            self._observers = [_started(PollingObserver(timeout=0.5), self._scheduled)]
        else:
            self._observers = [native, _started(self._observers[0], self._scheduled)]

    def stop(self) -> None:
        """End watching."""
        for observer in self._observers:
            observer.stop()

    def join(self) -> None:
        """Wait for the end."""
        for observer in self._observers:
            observer.join()


def _started(
    observer: BaseObserver, scheduled: list[tuple[FileSystemEventHandler, str, bool]]
) -> BaseObserver:
    watches: list[ObservedWatch] = []
    try:
        for handler, path, recursive in scheduled:
            watches.append(observer.schedule(handler, path, recursive=recursive))
        observer.start()
    except OSError:
        observer.unschedule_all()
        raise
    return observer


class _Changes(FileSystemEventHandler):
    """Passes on what may change a site."""

    def __init__(self, handler: FileSystemEventHandler, root: Path) -> None:
        self._handler = handler
        self._root = root

    def dispatch(self, event: FileSystemEvent) -> None:
        is_change = event.event_type in _CHANGES and not (
            event.is_directory and event.event_type == "modified"
        )
        places = [place for place in (event.src_path, event.dest_path) if place]
        if is_change and any(self._matters(Path(str(place))) for place in places):
            self._handler.dispatch(event)

    def _matters(self, place: Path) -> bool:
        """Whether the file is not hidden, or is one that a site depends on; the state of the app is none."""
        parts = place.relative_to(self._root).parts if place.is_relative_to(self._root) else ()
        hidden = [part for part in parts if part.startswith(".")]
        return not hidden or (parts[0] in HIDDEN_BUT_READ and not parts[-1].startswith("workspace"))
