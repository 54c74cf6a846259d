"""A file that is written whole or stays as it was, whatever ends the process or fills the disk."""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path


def write_whole(file: Path, text: str) -> None:
    """Let a file hold a text, as UTF-8 with the line ends that are in it; its mode stays. Raises OSError.

    The text is written beside it first, so a crash leaves at most a hidden file. A symbolic link stays one.
    """
    place = file.resolve()
    handle, spare = tempfile.mkstemp(prefix=".ropewalk-", dir=place.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        if place.exists():
            shutil.copymode(place, spare)
        else:
            Path(spare).chmod(0o666 & ~_umask())
        Path(spare).replace(place)
    finally:
        with suppress(FileNotFoundError):
            Path(spare).unlink()


def _umask() -> int:
    """Return what the user does not allow others; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
