"""Where a served site lies: a folder that goes with its server, at the latest when the next one starts."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from ropewalk.broken import cannot
from ropewalk.locking import held, is_left

_PREFIX: Final = "ropewalk-serve-"
_SITE: Final = "site"


@contextmanager
def served_folder() -> Iterator[Path]:
    """Yield an empty folder, which is removed at the end; raise BrokenError if the system has none.

    It shows drafts, so what a killed server has left is not to lie about: it is removed at the beginning.
    """
    try:
        _sweep(Path(tempfile.gettempdir()))
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    except OSError as error:
        raise cannot("make a folder to serve the site from", error) from error
    try:
        with held(folder):
            site = folder / _SITE
            site.mkdir()
            yield site
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(around: Path) -> None:
    """Remove the folders of the user's own servers that run no more."""
    if sys.platform == "win32":  # its folders tell nothing but their age, and servers run for days
        return
    for left in sorted(around.glob(f"{_PREFIX}*")):
        # Another's folder, or one that goes in this moment.
        with suppress(OSError):
            if left.lstat().st_uid == os.getuid() and not left.is_symlink() and is_left(left, _SITE):
                shutil.rmtree(left)
