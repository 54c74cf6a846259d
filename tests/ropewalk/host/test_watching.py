"""Changes are heard of at once, and only those that may change a site."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from ropewalk.host.watching import Watching
from tests.ropewalk.host.serving import eventually


class Listener(FileSystemEventHandler):
    def __init__(self) -> None:
        self.heard: Queue[str] = Queue()

    def on_any_event(self, event: FileSystemEvent) -> None:
        self.heard.put(str(event.src_path))


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[Listener]:
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / "Folder").mkdir()
    (tmp_path / "Note.md").write_text("Text.\n")
    heard, watching = Listener(), Watching()
    watching.schedule(heard, str(tmp_path), recursive=True)
    watching.start()
    yield heard
    watching.stop()
    watching.join()


@pytest.mark.parametrize("name", ["Note.md", "Folder/New.md", ".obsidian/app.json"])
def test_what_a_site_is_made_of(listener: Listener, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Words.\n")
    eventually(lambda: not listener.heard.empty())
    assert listener.heard.get().endswith(name)


@pytest.mark.parametrize("name", [".obsidian/workspace.json", ".git", "Folder/.Note.md.swp"])
def test_what_it_is_not_made_of(listener: Listener, tmp_path: Path, name: str) -> None:
    (tmp_path / "Note.md").read_text()
    (tmp_path / name).write_text("{}")
    (tmp_path / "Note.md").write_text("The end.\n")
    eventually(lambda: not listener.heard.empty())
    time.sleep(0.1)
    heard = {Path(listener.heard.get()).name for _ in range(listener.heard.qsize())}
    assert heard == {"Note.md"}
