"""What a person wants to rename: OLD is looked up in the vault, NEW is made a path of it."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from ropewalk.broken import BrokenError
from ropewalk.move.new_name import check_name, check_place
from ropewalk.move.renaming import Renaming
from ropewalk.name_index import above, fold
from ropewalk.nearest import Nearest

_MOST = 5
"""So many paths are listed where a name is not the only one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where something is in the vault."""

    path: str
    """A folder's ends with `/`."""
    named: bool
    """It was named without its folder."""
    from_here: bool
    """It was named as it is seen from the current folder."""


def path_renaming(root: Path, paths: Collection[str], old: str, new: str) -> Renaming:
    """Return the renaming of a note, file or folder among `paths`, all files of the vault at `root`.

    Raises BrokenError where it cannot be done.
    """
    found = find(root, paths, old)
    target = _destination(root, found, normalize("NFC", new))
    check_place(root, paths, found.path, target)
    if not found.path.endswith("/"):
        return Renaming(old=found.path, new=target, paths={found.path: target})
    moved = {path: f"{target}/{path[len(found.path) :]}" for path in paths if path.startswith(found.path)}
    return Renaming(old=found.path.removesuffix("/"), new=target, paths=moved, is_folder=True)


def find(root: Path, paths: Collection[str], typed: str) -> Found:
    """Return the note, file or folder that was typed: its path, or its name if no other has it.

    Raises BrokenError where there is none, or more than one.
    """
    typed = normalize("NFC", typed)
    known = set(paths)
    folders = {f"{folder}/" for path in paths for folder in above(path) if folder}
    plain = posixpath.normpath(typed).strip("/")
    named = "/" not in typed.rstrip("/")
    if exact := _exact(plain, known, folders, wants_folder=typed.endswith("/")):
        return Found(path=exact, named=named, from_here=False)
    here = _from_here(root, typed)
    if here and (exact := _exact(here, known, folders, wants_folder=typed.endswith("/"))):
        return Found(path=exact, named=named, from_here=True)
    candidates = _ending(plain, folders if typed.endswith("/") else known)
    if len(candidates) == 1:
        return Found(path=candidates[0], named=named, from_here=False)
    if candidates:
        shown = ", ".join(f"`{path}`" for path in candidates[:_MOST])
        raise BrokenError(f"`{typed}` may be {shown}", help="Name it with its folder.")
    raise _missing(root, typed, plain, (*known, *folders))


def _exact(plain: str, known: set[str], folders: set[str], *, wants_folder: bool) -> str:
    if not wants_folder:
        for path in (plain, f"{plain}.md"):
            if path in known:
                return path
    return f"{plain}/" if f"{plain}/" in folders else ""


def _from_here(root: Path, typed: str) -> str:
    """Return a path as seen from the current folder as one in the vault, '' where it lies elsewhere."""
    place = Path(os.path.abspath(typed))  # noqa: PTH100  links are not followed
    for base in (Path(os.path.abspath(root)), root.resolve()):  # noqa: PTH100  as above
        if place.is_relative_to(base):
            return normalize("NFC", place.relative_to(base).as_posix())
    return ""


def _ending(plain: str, paths: Iterable[str]) -> list[str]:
    """Return the paths that end with what was typed, in path order."""
    wanted = {f"/{fold(plain)}", f"/{fold(plain)}.md"}
    tails = tuple(wanted)
    return sorted(path for path in paths if f"/{fold(path.rstrip('/'))}".endswith(tails))


def _missing(root: Path, typed: str, plain: str, paths: Iterable[str]) -> BrokenError:
    place = root / plain
    if place.is_symlink():
        return BrokenError(f"`{typed}` is a symbolic link out of the vault, or to nothing")
    names = sorted(paths)
    pairs = [(_name(path), path) for path in names]
    near = Nearest(pairs).find(_name(plain))
    way_out = f"Did you mean `{near}`?" if near else "Name it by its path in the vault."
    return BrokenError(f"there is no note, file or folder `{typed}` in the vault", help=way_out)


def _name(path: str) -> str:
    name = path.removesuffix("/").rpartition("/")[2]
    return name[:-3] if name.lower().endswith(".md") else name


def _destination(root: Path, found: Found, new: str) -> str:
    """Return the path that was typed for the new place, whole."""
    name = found.path.removesuffix("/").rpartition("/")[2]
    folder = found.path.removesuffix("/").rpartition("/")[0]
    into = new.endswith("/")
    if found.from_here:
        new = _from_here(root, new) or f"../{new}"
    elif found.named and "/" not in new:
        new = f"{folder}/{new}"
    if into:
        new = f"{new}/{name}"
    target = posixpath.normpath(new.lstrip("/"))
    check_name(target)
    if not found.path.endswith("/"):
        target = _with_extension(target, name)
    check_name(target)
    return target


def _with_extension(target: str, name: str) -> str:
    """Return the path with the extension that it may leave out: `.md`, and a file's own."""
    dot = name.rpartition(".")[2] if "." in name else ""
    is_note = name.lower().endswith(".md")
    if target.lower().endswith(".md") != is_note and not is_note:
        raise BrokenError(f"`{name}` is no note, and `{target}` would be one")
    if is_note:
        return target if target.lower().endswith(".md") else f"{target}.md"
    return target if "." in target.rpartition("/")[2] or not dot else f"{target}.{dot}"
