"""Two folders change places, in one step where the system can do that."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
from typing import Final

_HERE: Final = -100
"""AT_FDCWD: paths are relative to the current folder."""
_EXCHANGE: Final = 2
"""RENAME_EXCHANGE, see renameat2(2)."""


def exchange(new: Path, site: Path, spare: Path) -> None:
    """Put the folder `new` where the folder `site` is; what was there is then at `new` or at `spare`.

    All three lie on one file system and nothing is at `spare`. On Linux a reader finds the one or the other
    folder at every moment. Elsewhere there is a moment with none; killed then, the old one is at `spare`.
    Raises OSError; the old folder is then where it was.
    """
    if _at_once(new, site):
        return
    site.rename(spare)
    try:
        new.rename(site)
    except OSError:
        spare.rename(site)
        raise


def _at_once(one: Path, other: Path) -> bool:
    """Try to exchange the two in one system call; return whether that was done."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    return rename is not None and rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0
