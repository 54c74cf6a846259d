"""Pagefind's binary as a service: one request, one answer, and at the end the files of the index."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

PACKAGE = "pagefind_bin_extended"


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
        files: list[dict[str, str]] = self._ask({"type": "GetFiles", "index_id": self._index})["files"]
        return {file["path"]: base64.b64decode(file["content"]) for file in files}

    def _ask(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Wait for the answer before the next request: the order of the pages is the index's order."""
        self._sent += 1
        request = json.dumps({"message_id": self._sent, "payload": payload}).encode()
        try:
            self._send(base64.b64encode(request) + b",")
            said = base64.b64decode(self._receive()).decode()
            answer: dict[str, Any] = json.loads(said)["payload"]
            failure = answer["message"] if answer["type"] == "Error" else None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SearchError(f"Pagefind gave no answer{self._last_words()}") from error
        if failure is not None:
            raise SearchError(f"Pagefind failed: {failure}")
        return answer

    def _send(self, message: bytes) -> None:
        assert self._process.stdin is not None  # noqa: S101  # `running` asks for a pipe
        rest = memoryview(message)
        while rest:
            rest = rest[os.write(self._process.stdin.fileno(), rest) :]

    def _receive(self) -> bytearray:
        """Return the next message, which a comma ends; that with the files is as large as they all are."""
        assert self._process.stdout is not None  # noqa: S101  # as above
        message = bytearray()
        while not message.endswith(b","):
            part = os.read(self._process.stdout.fileno(), 1 << 16)
            if not part:
                raise BrokenPipeError
            message += part
        del message[-1:]
        return message

    def _last_words(self) -> str:
        """Return the last line of the process's complaint, after a colon; '' where there is none."""
        self._process.kill()
        self._process.wait()
        self._errors.seek(0)
        text = self._errors.read().decode(errors="replace")
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        return f": {lines[-1]}" if lines else ""


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
