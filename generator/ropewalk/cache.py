"""The cache on disk: what was made of an input, by a digest of it; safe to delete at any time."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Final

LIMIT: Final = 1 << 30
"""Bytes of content; what was not used for longest goes first."""
_FILE: Final = "cache.sqlite"
_DAY: Final = 24 * 3600
_DIGEST: Final = 16
"""Bytes."""
_AT_ONCE: Final = 500
"""Keys in one question; SQLite takes at least 999."""
_MADE_WITH: Final = ("markdown-it-py", "mdit-py-plugins", "Pygments", "PyYAML", "jsonschema-rs")
_SOURCES: Final = ("ropewalk", "manifestcheck")
_SCHEMA: Final = """
    CREATE TABLE IF NOT EXISTS made (key BLOB PRIMARY KEY, day INTEGER, digest BLOB, content BLOB);
    CREATE INDEX IF NOT EXISTS by_day ON made (day);
"""


def default_folder() -> Path:
    """Return where the cache is, see the XDG Base Directory Specification."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(home) if os.path.isabs(home) else Path.home() / ".cache") / "ropewalk"  # noqa: PTH117  '' is none


def key_of(*parts: str) -> bytes:
    """Return the key of what these parts, this Ropewalk and the packages below it make."""
    state = blake2b(_versions(), digest_size=_DIGEST)
    for part in parts:
        content = part.encode("utf-8", "surrogatepass")
        state.update(len(content).to_bytes(8))
        state.update(content)
    return state.digest()


@cache
def _versions() -> bytes:
    """Return a digest of the code that is running: of versions, and of its own files as they are."""
    said = [sys.version, *(f"{name} {_version(name)}" for name in _MADE_WITH)]
    for name in _SOURCES:
        spec = find_spec(name)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            said += sorted(_stamp(file) for file in Path(folder).rglob("*") if file.suffix in {".py", ".z"})
    return blake2b("\n".join(said).encode(), digest_size=_DIGEST).digest()


def _version(name: str) -> str:
    with suppress(PackageNotFoundError):
        return version(name)
    return ""


def _stamp(file: Path) -> str:
    found = file.stat()
    return f"{file} {found.st_mtime_ns} {found.st_size}"


class Cache:
    """A folder with one database. What goes wrong in it is no error: it is as if nothing were there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / _FILE

    def get(self, keys: Sequence[bytes], take: Callable[[bytes, bytes], object]) -> None:
        """Hand over those of the keys that have a content, with it."""
        if keys and self._file.exists():
            self._tried(lambda database: _read(database, keys, take))

    def put(self, made: Mapping[bytes, bytes]) -> None:
        """Keep what was made, and forget the oldest where that is too much."""
        if made:
            self._tried(lambda database: _write(database, made))

    def clear(self) -> bool:
        """Remove the cache; return whether there was one."""
        existed = self._file.exists()
        for name in (_FILE, f"{_FILE}-wal", f"{_FILE}-shm", f"{_FILE}-journal"):
            (self._folder / name).unlink(missing_ok=True)
        shutil.rmtree(self._folder / "builds", ignore_errors=True)
        with suppress(OSError):  # another's files are in it
            self._folder.rmdir()
        return existed

    def _tried(self, use: Callable[[sqlite3.Connection], None]) -> None:
        """Use the database; a damaged one is thrown away, and what cannot be opened is left alone."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._file, timeout=2)) as database, database:
                # What a lost connection to the power leaves half written is found by its digest.
                database.execute("PRAGMA synchronous = OFF")
                database.executescript(_SCHEMA)
                use(database)
        except sqlite3.OperationalError:  # in use, or on a disk that is full or may not be written to
            pass
        except (sqlite3.DatabaseError, OSError):
            with suppress(OSError):
                self._file.unlink(missing_ok=True)


def _read(
    database: sqlite3.Connection, keys: Sequence[bytes], take: Callable[[bytes, bytes], object]
) -> None:
    today = int(time.time() // _DAY)
    used: list[tuple[int, bytes]] = []
    for some in _batches(keys):
        marks = ",".join("?" * len(some))
        rows = database.execute(f"SELECT key, day, digest, content FROM made WHERE key IN ({marks})", some)  # noqa: S608  marks alone
        for key, day, digest, content in rows:
            if blake2b(content, digest_size=_DIGEST).digest() == digest:
                take(key, content)
                if day != today:
                    used.append((today, key))
    database.executemany("UPDATE made SET day = ? WHERE key = ?", used)


def _write(database: sqlite3.Connection, made: Mapping[bytes, bytes]) -> None:
    today = int(time.time() // _DAY)
    rows = (
        (key, today, blake2b(content, digest_size=_DIGEST).digest(), content) for key, content in made.items()
    )
    database.executemany("INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?)", rows)
    # A look at each content would take longer than compiling a note.
    pages, spare, bytes_each = (
        database.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "freelist_count", "page_size")
    )
    if (pages - spare) * bytes_each > LIMIT:
        (size,) = database.execute("SELECT total(length(content)) FROM made").fetchone()
        _forget(database, size)


def _forget(database: sqlite3.Connection, size: float) -> None:
    """Remove the oldest until three quarters of the limit are left."""
    rows = database.execute("SELECT key, length(content) FROM made ORDER BY day, rowid").fetchall()
    for key, length in rows:
        if size <= LIMIT * 0.75:
            break
        database.execute("DELETE FROM made WHERE key = ?", (key,))
        size -= length


def _batches(keys: Iterable[bytes]) -> Iterator[list[bytes]]:
    left = iter(keys)
    while some := list(islice(left, _AT_ONCE)):
        yield some
