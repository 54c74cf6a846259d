"""The one walk over a vault's folder: every file that may matter, each under one path."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from unicodedata import normalize

from manifestcheck.diagnostic import Diagnostic
from ropewalk.vault_finding import reason, vault_finding

HIDDEN_BUT_READ: Final = frozenset((".obsidian", ".runs"))
"""Folders of a vault that a walk does not enter and that a site depends on: settings, and records of runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A regular file in the vault."""

    path: str
    """Relative to the vault, in NFC."""
    real: str
    """The same without symbolic links: rules about paths hold for it too."""
    file: Path


@dataclass(slots=True, kw_only=True)
class Walk:
    """A walk in progress; iterate `entries()`, then look at `diagnostics`. The disk gives the order."""

    root: Path
    exclude: Sequence[str] = ()
    """Paths in the vault, without `/` at their ends, that are left out with all below them."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    known: dict[str, Entry] = field(default_factory=dict)
    """The entries of earlier walks over the same root, by the names of their files."""
    _real_root: str = field(init=False)

    def __post_init__(self) -> None:
        self._real_root = os.path.realpath(self.root)

    def entries(self) -> Iterator[Entry]:
        """Yield each file once. Names with a dot in front and files of the system are not seen."""
        folders = [("", "")]
        while folders:
            path, real = folders.pop()
            for found in self._list(path):
                here = self._place(found, path, real)
                if here is None:
                    continue
                name, target = here
                if _is_file(found):
                    yield self._entry(found.path, name, target)
                # A folder that a link leads to is followed, links to folders below it are not:
                # that ends every loop.
                elif os.path.isdir(found.path) and (path == real or not found.is_symlink()):  # noqa: PTH112
                    folders.append((name, target))

    def _entry(self, file: str, name: str, real: str) -> Entry:
        known = self.known.get(file)
        if known is None or known.real != real:
            known = self.known[file] = Entry(path=normalize("NFC", name), real=real, file=Path(file))
        return known

    def _list(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(os.path.join(self.root, folder)) as found:  # noqa: PTH118  `/` would drop a root
                return list(found)
        except OSError as error:
            self._note(folder, "RW113", f"the folder cannot be read: {reason(error)}")
            return []

    def _place(self, found: os.DirEntry[str], folder: str, real: str) -> tuple[str, str] | None:
        """Return the path of an entry as found and without links; None: it is not to be seen."""
        path = f"{folder}/{found.name}" if folder else found.name
        target = path if real == folder else f"{real}/{found.name}" if real else found.name
        if found.name.startswith(".") or self._is_excluded(path) or self._is_excluded(target):
            return None
        if not _is_text(found.name):
            self._note(path, "RW116", "the file name is not valid Unicode")
            return None
        followed = self._target(path, found) if found.is_symlink() else target
        return None if followed is None else (path, followed)

    def _target(self, path: str, link: os.DirEntry[str]) -> str | None:
        """Return where a link leads; None: out of the vault, nowhere, round, or to what is hidden."""
        real = os.path.realpath(link.path)
        inside = self._real_root.rstrip(os.sep) + os.sep
        if not real.startswith(inside) and real != self._real_root:
            self._note(path, "RW111", "the symbolic link leaves the vault")
            return None
        if not os.path.exists(real):  # noqa: PTH110  realpath gave a string
            self._note(path, "RW111", "the symbolic link leads nowhere")
            return None
        target = real.removeprefix(inside).replace(os.sep, "/")
        holder = os.path.realpath(os.path.dirname(link.path))  # noqa: PTH120  as above
        hidden = any(part.startswith(".") for part in target.split("/")) or self._is_excluded(target)
        round_about = f"{holder}{os.sep}".startswith(f"{real}{os.sep}") or real == self._real_root
        return None if hidden or round_about or not _is_text(target) else target

    def _is_excluded(self, path: str) -> bool:
        return bool(self.exclude) and is_below(normalize("NFC", path), self.exclude)

    def _note(self, path: str, code: str, message: str) -> None:
        self.diagnostics.append(vault_finding(normalize("NFC", path), code, message))


def is_below(path: str, places: Sequence[str]) -> bool:
    """Return whether a path in NFC is one of these places, which have no `/` at their ends, or below one."""
    return any(path == place or path.startswith(f"{place}/") for place in places)


def _is_file(found: os.DirEntry[str]) -> bool:
    """Whether it is a file or a link to one; the folder has told that already where it is no link."""
    return os.path.isfile(found.path) if found.is_symlink() else found.is_file()  # noqa: PTH113  no Path is made


def _is_text(name: str) -> bool:
    return name.isascii() or not any("\ud800" <= char <= "\udfff" for char in name)
