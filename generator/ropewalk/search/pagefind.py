"""Pagefind's binary as a service: one request, one answer, and at the end the files of the index."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import tempfile
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

PACKAGE = "pagefind_bin_extended"
_BEFORE_FILES: Final = '"files":['
_BEHIND_FILES: Final = "]}}"
"""Around the files in the answer to `GetFiles`."""


class SearchError(Exception):
    """There is no search index: Pagefind is missing, has failed or gave no answer; one line says why."""


class Pagefind:
    """A running service that makes one index; `running` starts it and sees to its end."""

    def __init__(self, process: subprocess.Popen[bytes], errors: IO[bytes], language: str) -> None:
        self._process = process
        self._errors = errors
        self._sent = 0
        # One language for all pages: Pagefind's script searches only those of its own page's language.
        config = {"force_language": language, "keep_index_url": True}
        self._index = self._ask({"type": "NewIndex", "config": config}).get("index_id")

    def add(self, url: str, html: str) -> None:
        """Add a whole HTML document that readers will find at `url`."""
        self._ask({"type": "AddFile", "index_id": self._index, "url": url, "file_contents": html})

    def files(self) -> dict[str, bytes]:
        """Return the index and the scripts that search it, by path.

        Not written by Pagefind itself: it says that it is done before the last bytes are on disk.
        """
        with self._answered():
            self._send({"type": "GetFiles", "index_id": self._index})
            return dict(_files(self._receive()))

    def _ask(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Wait for the answer before the next request: the order of the pages is the index's order."""
        with self._answered():
            self._send(payload)
            return _payload("".join(self._receive()))

    @contextmanager
    def _answered(self) -> Iterator[None]:
        """Say that there was no answer, and what the process's last words were, whatever kept it from us."""
        try:
            yield
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SearchError(f"Pagefind gave no answer{self._last_words()}") from error

    def _send(self, payload: dict[str, Any]) -> None:
        assert self._process.stdin is not None  # noqa: S101  # `running` asks for a pipe
        self._sent += 1
        request = json.dumps({"message_id": self._sent, "payload": payload}).encode()
        rest = memoryview(base64.b64encode(request) + b",")
        while rest:
            rest = rest[os.write(self._process.stdin.fileno(), rest) :]

    def _receive(self) -> Iterator[str]:
        """Yield the next message, which a comma ends, in parts: one that holds all files is large."""
        assert self._process.stdout is not None  # noqa: S101  # as above
        decode = getincrementaldecoder("utf-8")().decode
        part = b""
        while not part.endswith(b","):
            read = os.read(self._process.stdout.fileno(), 1 << 16)
            if not read:
                raise BrokenPipeError
            part += read
            # Four characters of base64 are three bytes.
            whole = len(part.removesuffix(b",")) // 4 * 4
            yield decode(base64.b64decode(part[:whole]))
            part = part[whole:]
        if part != b",":
            raise ValueError("an answer in half a byte")

    def _last_words(self) -> str:
        """Return the last line of the process's complaint, after a colon; '' where there is none."""
        self._process.kill()
        self._process.wait()
        self._errors.seek(0)
        text = self._errors.read().decode(errors="replace")
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        return f": {lines[-1]}" if lines else ""


def _payload(text: str) -> dict[str, Any]:
    """Return what an answer says; raise SearchError for a failure, ValueError and others for no answer."""
    said: dict[str, Any] = json.loads(text)["payload"]
    if said["type"] == "Error":
        raise SearchError(f"Pagefind failed: {said['message']}")
    return said


def _files(parts: Iterator[str]) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each file in the answer that holds them, read one by one as it comes in."""
    text = ""
    while _BEFORE_FILES not in text:
        part = next(parts, None)
        if part is None:
            _payload(text)
            raise ValueError("an answer without files")
        text += part
    at, decoder = text.index(_BEFORE_FILES) + len(_BEFORE_FILES), json.JSONDecoder()
    while True:
        at += text.startswith(",", at)  # a part may end before it
        try:
            file, at = decoder.raw_decode(text, at)
        except ValueError:  # it goes on in the next part, or that was the last one
            part = next(parts, None)
            if part is None:
                break
            text, at = text[at:] + part, 0
            continue
        yield file["path"], base64.b64decode(file["content"])
    if text[at:] != _BEHIND_FILES:
        raise ValueError("an answer that is cut off")


@contextmanager
def running(language: str) -> Iterator[Pagefind]:
    """Start Pagefind for text in `language`, a BCP 47 tag; raise SearchError when it fails."""
    with tempfile.TemporaryFile() as errors, _started(errors) as process:
        try:
            yield Pagefind(process, errors, language)
        finally:
            process.kill()


def _started(errors: IO[bytes]) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    try:
        command = [str(executable()), "--service"]
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=errors, bufsize=0)  # noqa: S603
    except OSError as error:
        raise SearchError(f"Pagefind can't be started: {error}") from error


def executable() -> Path:
    """Return where the binary is."""
    try:
        from pagefind_bin_extended import get_executable  # noqa: PLC0415  # has no wheel for every machine
    except ImportError as error:
        message = f"Pagefind is missing: the package {PACKAGE} is not installed"
        raise SearchError(message) from error
    found: Path = get_executable()
    return found
