"""Scan: a folder on disk becomes a `Vault`; nothing else reads notes from the disk."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final
from unicodedata import normalize

from manifestcheck.diagnostic import Diagnostic
from manifestcheck.position import Position
from ropewalk.model.vault import Source, Vault, VaultFile
from ropewalk.settings import read_settings, withholds
from ropewalk.vault_finding import reason, vault_finding
from ropewalk.walk import Entry, Walk, is_below

LARGEST_NOTE: Final = 16 << 20
"""Bytes; no author's note is as large, and a parser's time and memory grow with it."""


def read_note(entry: Entry, found: list[Diagnostic]) -> str | None:
    """Return the text of a note; None: it can't be published, and `found` says why."""
    try:
        with entry.file.open("rb") as stream:
            # A limit given to `read` would be allocated for each note, however short.
            too_large = os.fstat(stream.fileno()).st_size > LARGEST_NOTE
            data = b"" if too_large else stream.read()
    except OSError as error:
        found.append(vault_finding(entry.path, "RW113", f"the note cannot be read: {reason(error)}"))
        return None
    if too_large:
        message = f"the note is larger than {LARGEST_NOTE >> 20} MiB and is not published"
        found.append(vault_finding(entry.path, "RW112", message))
        return None
    return _text(entry, data, found)


def signature(file: Path) -> tuple[int, ...]:
    """Return what changes whenever the file does, the time of its last change (ns) first; () without it."""
    try:
        found = os.stat(file)  # noqa: PTH116  asked for each file of a vault, again and again
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino, found.st_ctime_ns


def scan(  # noqa: PLR0913  # what is left out, and what is known
    root: Path,
    *,
    exclude: Sequence[str] = (),
    kept_back: Sequence[str] = (),
    read: Callable[[Entry, list[Diagnostic]], str | None] = read_note,
    whole: bool = False,
    known: dict[str, Entry] | None = None,
) -> Vault:
    """Read the vault at `root`.

    Paths in `exclude` are no part of it, with all below them; of those in `kept_back` only names are read.
    With `whole` the notes and files that its settings keep out are read like the others.
    `known` are the entries of earlier scans of the same vault, see `Walk`; those of this one are added.
    """
    settings, diagnostics = read_settings(root)
    found = list(diagnostics)
    is_withheld = withholds(settings)
    back = plain_paths(kept_back)
    walk = Walk(root=root, exclude=plain_paths(exclude), known={} if known is None else known)
    notes, files, withheld = [], [], set()
    for entry in _distinct(walk.entries(), found):
        real = normalize("NFC", entry.real)
        places = (entry.path,) if real == entry.path else (entry.path, real)
        if any(is_withheld(place) or is_below(place, back) for place in places):
            withheld.add(entry.path)
            if not whole:
                continue
        if not entry.path.lower().endswith(".md"):
            files.append(VaultFile(path=entry.path, file=entry.file))
        elif (text := read(entry, found)) is not None:
            notes.append(Source(path=entry.path, file=entry.file, text=text))
        else:
            withheld.add(entry.path)
    found += walk.diagnostics
    found.sort(key=lambda one: (one.path, one.code, one.message))
    return Vault(
        root=root,
        settings=settings,
        notes=tuple(notes),
        files=tuple(files),
        withheld=frozenset(withheld),
        diagnostics=tuple(found),
    )


def plain_paths(paths: Iterable[str]) -> tuple[str, ...]:
    """Return paths as those of entries are written."""
    return tuple(filter(None, (normalize("NFC", path).strip("/") for path in paths)))


def decode(data: bytes) -> str:
    r"""Return the text of a note: no byte order mark, `\n` line ends. Raises UnicodeDecodeError."""
    text = data.removeprefix(codecs.BOM_UTF8).decode()
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _distinct(entries: Iterator[Entry], found: list[Diagnostic]) -> Iterator[Entry]:
    """Yield in path order; of two names that differ in Unicode form only, the first in byte order."""
    named: dict[str, Entry] = {}
    for entry in entries:
        other = named.setdefault(entry.path, entry)
        if other is not entry:
            named[entry.path] = min(other, entry, key=lambda one: bytes(one.file))
            message = "two files have this name, in different Unicode forms"
            found.append(vault_finding(entry.path, "RW115", message))
    yield from (named[path] for path in sorted(named))


def _text(entry: Entry, data: bytes, found: list[Diagnostic]) -> str | None:
    try:
        text = decode(data)
    except UnicodeDecodeError as error:
        message = f"byte `{error.object[error.start]:#04x}` is not UTF-8, so the note is not published"
        position = _end(decode(error.object[: error.start]))
        found.append(vault_finding(entry.path, "RW110", message, position))
        return None
    if "\0" in text:
        position = _end(text[: text.index("\0")])
        found.append(vault_finding(entry.path, "RW114", "the note holds a NUL character", position))
    return text.replace("\0", "\ufffd")


def _end(text: str) -> Position:
    """Return the position after the last character of `text`."""
    return Position(text.count("\n") + 1, len(text) - text.rfind("\n"))
