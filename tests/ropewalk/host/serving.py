"""`mkdocs serve` as a process of its own, and what it serves."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import urlopen

PATIENCE = 30.0
"""Seconds after which what was awaited counts as missing: much longer than it takes."""

SETTLE = 1.0
"""Seconds that MkDocs' watcher, in a thread of its own, may need for its first look at the files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server."""

    address: str
    """With a slash at its end."""
    log_file: Path

    def get(self, path: str) -> tuple[int, str]:
        """Return the status and the text at a path."""
        try:
            with urlopen(self.address + quote(path), timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode("utf-8")
        except HTTPError as error:
            return error.code, error.read().decode("utf-8")

    def text(self, path: str) -> str:
        """Return the text at a path; '' where there is none."""
        status, text = self.get(path)
        return text if status == 200 else ""

    def log(self) -> str:
        """Return what the server has told so far."""
        return self.log_file.read_text("utf-8")


def eventually(what: Callable[[], object]) -> None:
    """Wait until something is true."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, "this never came true"
        time.sleep(0.05)


@contextmanager
def serve(folder: Path, *command: str) -> Iterator[Server]:
    """Run a server, else `mkdocs serve`, in a folder on a port that is free; and see to its end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{probe.getsockname()[1]}"
    log_file = folder / "serve.log"
    words = [sys.executable, "-m", *(command or ("mkdocs", "serve")), "--dev-addr", host]
    with log_file.open("wb") as log, subprocess.Popen(words, cwd=folder, stderr=log, stdout=log) as process:
        try:
            server = Server(address=f"http://{host}/", log_file=log_file)
            eventually(lambda: _answers(server) or process.poll() is not None)
            assert process.poll() is None, server.log()
            time.sleep(SETTLE)
            yield server
        finally:
            process.terminate()


def _answers(server: Server) -> bool:
    try:
        return server.get("")[0] == 200
    except URLError:
        return False
