"""Which folder is the vault, where nobody is asked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ropewalk.broken import BrokenError

_OBSIDIAN: Final = ".obsidian"
_OF_A_REPOSITORY: Final = frozenset(
    ("changelog", "code_of_conduct", "contributing", "license", "readme", "security", "support")
)
"""Markdown files, in lower case and without suffix, that stand above a vault as well as in one."""


def choose_vault(here: Path, named: str | None) -> Path:
    """Return the vault relative to the folder `here`: it is that folder, or lies in it.

    Unless it is named, it is what Obsidian has opened as a vault; else `here`, if notes stand in it; else its
    only folder with notes. Raises BrokenError where that leaves none or several.
    """
    if named is not None:
        return _named(here, named)
    if (here / _OBSIDIAN).is_dir():
        return Path()
    folders = [Path(name) for name in sorted(_folders(here))]
    opened = [folder for folder in folders if (here / folder / _OBSIDIAN).is_dir()]
    candidates = opened or [folder for folder in folders if _has_notes(here / folder)]
    if not opened and (_has_own_notes(here) or (not candidates and _has_notes(here))):
        return Path()
    if not candidates:
        raise BrokenError(f"there are no notes in `{here.name}`", help="Change into the vault, or name it.")
    if len(candidates) > 1:
        several = ", ".join(f"`{folder}`" for folder in candidates)
        raise BrokenError(f"several folders have notes: {several}", help="Name one: `ropewalk init FOLDER`.")
    return candidates[0]


def _named(here: Path, named: str) -> Path:
    if not (here / named).is_dir():
        raise BrokenError(f"there is no folder `{named}`")
    place, root = (here / named).resolve(), here.resolve()
    if not place.is_relative_to(root):
        raise BrokenError(
            f"the vault `{named}` is not in the current folder",
            help="Change into the folder that is to hold `mkdocs.yml`: the vault itself, or one around it.",
        )
    return place.relative_to(root)


def _has_own_notes(folder: Path) -> bool:
    """Whether notes stand in the folder itself that do not merely tell of a repository."""
    return any(
        name.lower().endswith(".md") and name[:-3].lower() not in _OF_A_REPOSITORY
        for name in os.listdir(folder)  # noqa: PTH208  names are all that is looked at
    )


def _has_notes(folder: Path) -> bool:
    """Whether a note stands in the folder or below it, in what is not hidden."""
    for _, folders, files in os.walk(folder):
        if any(name.lower().endswith(".md") for name in files):
            return True
        folders[:] = [name for name in folders if not name.startswith(".")]
    return False


def _folders(here: Path) -> Iterator[str]:
    return (entry.name for entry in os.scandir(here) if entry.is_dir() and not entry.name.startswith("."))
