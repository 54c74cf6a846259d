"""A file that is written whole or stays as it was, whatever ends the process or fills the disk."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def write_whole(file: Path, text: str) -> None:
    """Let a file hold a text, as UTF-8 with the line ends that are in it; its mode stays. Raises OSError.

    The text is written beside it first, so a crash leaves at most a hidden file. A symbolic link stays one.
    """
    place = file.resolve()
    with written_beside(place, text) as spare:
        if place.exists():
            shutil.copymode(place, spare)
        spare.replace(place)


@contextmanager
def written_beside(place: Path, text: str) -> Iterator[Path]:
    """Yield a file with the text on the disk, to be given the name `place`; it goes if it keeps its own.

    It has the mode of a new file of the user's. Raises OSError.
    """
    handle, name = tempfile.mkstemp(prefix=".ropewalk-", dir=place.parent)
    spare = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        spare.chmod(0o666 & ~_umask())
        yield spare
    finally:
        with suppress(FileNotFoundError):
            spare.unlink()


def _umask() -> int:
    """Return what the user does not allow others; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
