"""Built sites, served as a careful host would serve them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

ROOT = Path(__file__).parents[2]
POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"
DIAGRAMS = "style-src 'self' 'unsafe-inline'"
"""What pages with diagrams need beside it: mermaid writes style sheets into its pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site that is being served."""

    folder: Path
    address: str
    """Of its start page, with a slash at the end."""


def built(project: str | Path, into: Path) -> Path:
    """Build a project, given relative to this repository, and return the site's folder."""
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(into)]
    done = subprocess.run(command, cwd=ROOT / project, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return into


@contextmanager
def serve(folder: Path, *, base: str = "/", strict: bool = True, tells: bool = False) -> Iterator[Site]:
    """Serve a folder below a path, with a strict policy or as a server that has been told of none.

    `tells`: the browser does what the policy forbids, and tells of it.
    """
    header = "Content-Security-Policy" + ("-Report-Only" if tells else "")
    handler = partial(_Handler, directory=str(folder), base=base, header=header if strict else "")
    with _Server(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield Site(folder=folder, address=f"http://127.0.0.1:{server.server_port}{base}")
        server.shutdown()


class _Server(ThreadingHTTPServer):
    request_queue_size = 128
    """A browser opens many connections at once; the library's queue of five resets some on a busy machine."""


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, base: str, header: str, **settings: Any) -> None:
        self._base, self._header = base, header
        super().__init__(*args, **settings)

    def translate_path(self, path: str) -> str:
        inside = path.removeprefix(self._base.rstrip("/"))
        return super().translate_path(inside if path.startswith(self._base) else "/no-such")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        file = Path(self.translate_path(self.path))
        page = file / "index.html" if file.is_dir() else file
        draws = page.suffix == ".html" and page.is_file() and b'<pre class="mermaid"' in page.read_bytes()
        if self._header:
            self.send_header(self._header, f"{POLICY}; {DIAGRAMS}" if draws else POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as its base names it
        """Say nothing."""
