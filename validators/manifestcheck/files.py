"""The files that a command line names: manifests, folders of them, and standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

STDIN: Final = "-"
_SUFFIXES: Final = frozenset((".yaml", ".yml", ".json"))


class NoFileError(Exception):
    """A path that cannot be read; the text says why."""


def expand(paths: tuple[str, ...]) -> Iterator[str]:
    """Yield the files in order, those of folders sorted; hidden files and folders in them are left out."""
    for name in paths:
        path = Path(name)
        if name == STDIN or path.is_file():
            yield name
        elif path.is_dir():
            yield from sorted(
                str(file) for file in path.rglob("*") if _is_manifest(file.relative_to(path), file)
            )
        else:
            raise NoFileError(f"`{name}` is no file and no folder")


def _is_manifest(inside: Path, file: Path) -> bool:
    hidden = any(part.startswith(".") for part in inside.parts)
    return not hidden and file.suffix.lower() in _SUFFIXES and file.is_file()


def read(name: str) -> str:
    """Return the text of a file; what is no UTF-8 becomes lone surrogates, which no document may hold."""
    try:
        content = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except OSError as error:
        raise NoFileError(f"`{name}` cannot be read: {error.strerror}") from None
    return content.decode("utf-8", "surrogateescape")
