"""A folder that a running process holds is told from one that a killed process has left."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

if sys.platform != "win32":
    import fcntl

_BEGINNING: Final = 60
"""Seconds that no process needs from making a folder to putting something into it."""
_ABANDONED: Final = 24 * 3600
"""Seconds after which a folder counts as left, where the system has no locks on folders."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold `folder` while the block runs; the system lets go of it if the process dies."""
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def is_held(folder: Path) -> bool:
    """Return whether a running process holds `folder`."""
    if sys.platform == "win32":
        return time.time() - folder.stat().st_mtime < _ABANDONED
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def is_left(folder: Path, first: str) -> bool:
    """Return whether a killed process has left `folder`, in which it made the folder `first` once it held it.

    An empty one may be the first step of a process that is beginning.
    """
    if not (folder / first).is_dir() and (any(folder.iterdir()) or _is_young(folder)):
        return False
    return not is_held(folder)


def _is_young(folder: Path) -> bool:
    return time.time() - folder.stat().st_mtime <= _BEGINNING
