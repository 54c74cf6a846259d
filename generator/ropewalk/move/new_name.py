"""Whether a path can be taken: its name can be linked to, and nothing is there yet."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from typing import Final
from unicodedata import normalize

from ropewalk.breaking_names import BREAKING
from ropewalk.broken import BrokenError
from ropewalk.name_index import fold
from ropewalk.walk import Walk

_LONGEST: Final = 255
"""Bytes that file systems allow for a name."""


def check_name(target: str) -> None:
    """Raise BrokenError unless a path can be a note's or a file's in the vault."""
    stem = target[:-3] if target.lower().endswith(".md") else target
    for segment in (*target.split("/"), stem.rpartition("/")[2]):
        problem = _problem(segment)
        if problem:
            raise BrokenError(f"`{target}` cannot be a path in the vault: {problem}")


def _problem(segment: str) -> str:
    """Return what is wrong with a name, '' if nothing is."""
    broken = next((mark for mark in BREAKING if mark in segment), "")
    problems = {
        "it leaves the vault": segment == "..",
        "a name is empty": segment in {"", "."},
        f"`{segment}` begins with a dot, so it would not be seen": segment.startswith("."),
        f"`{segment}` begins or ends with white space, which links leave out": segment != segment.strip(),
        f"`{segment}` holds a character that no name should": "\\" in segment or not segment.isprintable(),
        f"a name is longer than {_LONGEST} bytes": len(os.fsencode(segment)) > _LONGEST,
        f"`{broken}` breaks links to it": bool(broken),
    }
    return next((problem for problem, holds in problems.items() if holds), "")


def check_place(root: Path, paths: Collection[str], old: str, target: str) -> None:
    """Raise BrokenError unless what is at `old` (a folder with `/` at its end) can be moved to `target`."""
    plain = old.removesuffix("/")
    if target == plain:
        raise BrokenError(f"`{plain}` has this name already")
    if old.endswith("/") and target.startswith(old):
        raise BrokenError(f"the folder `{plain}` cannot be moved into itself")
    _check_free(root, paths, plain, target)
    _check_folders(root, plain, target)
    _check_links(root, plain)


def _check_free(root: Path, paths: Collection[str], plain: str, target: str) -> None:
    wanted = fold(target)
    taken = {path for path in paths if fold(path) == wanted or fold(path).startswith(f"{wanted}/")}
    others = sorted(path for path in taken if path != plain and not path.startswith(f"{plain}/"))
    there = root / target
    mine = root / plain
    on_disk = os.path.lexists(there) and not (mine.exists() and there.samefile(mine))
    if others or on_disk:
        shown = others[0] if others else target
        more = "" if fold(shown) == wanted else " is in it"
        raise BrokenError(
            f"`{target}` exists already" + (f": `{shown}`{more}" if shown != target else ""),
            help="Choose another name; a `/` at the end moves it into that folder.",
        )


def _check_folders(root: Path, plain: str, target: str) -> None:
    """Look at the folders above the new place: those that exist are folders, and in the vault."""
    real = root.resolve()
    for above in reversed(Path(target).parents[:-1]):
        place = root / above
        if place.is_symlink() and not place.resolve().is_relative_to(real):
            raise BrokenError(f"`{above.as_posix()}` is a symbolic link out of the vault")
        if place.exists() and not place.is_dir() and above.as_posix() != plain:
            raise BrokenError(f"`{above.as_posix()}` is a file, not a folder")


def _check_links(root: Path, plain: str) -> None:
    """Refuse what is a symbolic link, lies behind one, or is reached through one from elsewhere."""
    for entry in Walk(root=root).entries():
        if entry.path == normalize("NFC", entry.real):
            continue
        inside = entry.path == plain or entry.path.startswith(f"{plain}/")
        reached = entry.real == plain or entry.real.startswith(f"{plain}/")
        if inside or reached:
            raise BrokenError(
                f"`{entry.path}` is reached through a symbolic link, to `{entry.real}`",
                help="Replace the link by what it leads to, or remove it.",
            )
