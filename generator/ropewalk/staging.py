"""A site is built beside the old one and takes its place at the end, or not at all."""

from __future__ import annotations

import filecmp
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from ropewalk.broken import cannot
from ropewalk.exchange import exchange
from ropewalk.locking import held, is_left

_NEW: Final = "new"
_OLD: Final = "old"


@contextmanager
def staged(site: Path) -> Iterator[Path]:
    """Yield an empty folder to build into; when the block ends without an error it becomes `site`.

    Files that have not changed stay the same files, so their time stamps do too. Raises BrokenError if the
    system refuses to write; the old site is then as it was, unless it had to be replaced file by file: where
    `site` is a mount point, or the folder around it may not be written to.
    """
    site = site.resolve()
    try:
        site.parent.mkdir(parents=True, exist_ok=True)
        _sweep(site)
        work = _workplace(site)
    except OSError as error:
        raise cannot(f"write the site to `{site}`", error) from error
    try:
        with held(work):
            new = work / _NEW
            new.mkdir()
            yield new
            _publish(new, site, work)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _prefix(site: Path) -> str:
    return f".{site.name}.ropewalk-"


def _workplace(site: Path) -> Path:
    """Make the folder to work in: beside the site, so that the two can change places, if that can be."""
    try:
        return Path(tempfile.mkdtemp(prefix=_prefix(site), dir=site.parent))
    except PermissionError:
        if not site.is_dir():
            raise
        return Path(tempfile.mkdtemp(prefix=_prefix(site)))


def _sweep(site: Path) -> None:
    """Remove what killed builds have left beside the site, and bring back a site that one had put aside."""
    with suppress(PermissionError):
        for left in sorted(site.parent.iterdir()):
            if not left.name.startswith(_prefix(site)) or not is_left(left, _NEW):
                continue
            if (left / _OLD).is_dir() and not site.exists():
                (left / _OLD).rename(site)
            shutil.rmtree(left, ignore_errors=True)


def _publish(new: Path, site: Path, work: Path) -> None:
    try:
        if not site.exists():
            new.rename(site)
        elif site.is_mount() or work.parent != site.parent:
            _keep_unchanged(site, new, link=False)
            _replace_files(new, site)
        else:
            _keep_unchanged(site, new, link=True)
            shutil.copymode(site, new)
            exchange(new, site, work / _OLD)
    except OSError as error:
        raise cannot(f"write the site to `{site}`", error) from error


def _files(folder: Path) -> Iterator[Path]:
    """Yield the path of each file below `folder`, relative to it."""
    for here, _folders, names in os.walk(folder):
        for name in names:
            yield (Path(here) / name).relative_to(folder)


def _keep_unchanged(old: Path, new: Path, *, link: bool) -> None:
    """Let each file of `new` that says what `old`'s says be that same file, or at least have its time."""
    for path in _files(new):
        before, after = old / path, new / path
        if before.is_symlink() or not before.is_file() or not filecmp.cmp(before, after, shallow=False):
            continue
        if not (link and _linked(before, after)):
            shutil.copystat(before, after)


def _linked(before: Path, after: Path) -> bool:
    """Put a hard link to `before` at `after`; return whether the file system allowed it."""
    spare = after.with_name(f".{os.getpid()}.ropewalk")
    try:
        os.link(before, spare)
    except OSError:
        return False
    spare.replace(after)
    return True


def _replace_files(new: Path, site: Path) -> None:
    """Make `site` equal to `new`, one whole file after another; a file that is the same is not touched."""
    wanted = set(_files(new))
    for path in sorted(wanted):
        source, target = new / path, site / path
        if _is_same(source, target):
            continue
        _make_room(target, site)
        spare = target.with_name(f".{os.getpid()}.ropewalk")
        shutil.copy2(source, spare)
        spare.replace(target)
    for path in sorted(set(_files(site)) - wanted):
        (site / path).unlink()
    for here, _folders, _names in os.walk(site, topdown=False):
        if Path(here) != site:
            with suppress(OSError):  # not empty
                Path(here).rmdir()


def _is_same(source: Path, target: Path) -> bool:
    return not target.is_symlink() and target.is_file() and filecmp.cmp(source, target, shallow=False)


def _make_room(target: Path, site: Path) -> None:
    """Make the folders above `target`, where a file of the old site may be in the way, or a folder at it."""
    for above in reversed([one for one in target.parents if one.is_relative_to(site) and one != site]):
        if above.is_symlink() or above.is_file():
            above.unlink()
        above.mkdir(exist_ok=True)
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
