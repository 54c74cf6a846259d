"""Each change of the disk that a move makes: one at a time, so that a test can end the process at any."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Protocol

SPARE = ".ropewalk-move.new"
"""The file beside a note in which its new text is until it takes the note's place."""


class Disk(Protocol):
    """What can be done. Every method raises OSError."""

    def make_folder(self, folder: Path) -> None:
        """Make a folder, whose parent is there."""

    def write(self, file: Path, data: bytes) -> None:
        """Write a file anew, so that it is on the disk when this returns."""

    def rename(self, old: Path, new: Path) -> None:
        """Give a file or folder another name; a file that has it is replaced."""

    def remove_folder(self, folder: Path) -> None:
        """Remove a folder if it is empty."""

    def remove_tree(self, folder: Path) -> None:
        """Remove a folder with all that is in it."""


class RealDisk:
    """The disk of the machine."""

    def make_folder(self, folder: Path) -> None:
        """Make a folder, whose parent is there."""
        folder.mkdir(exist_ok=True)
        _settle(folder.parent)

    def write(self, file: Path, data: bytes) -> None:
        """Write a file anew, so that it is on the disk when this returns."""
        with file.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())

    def rename(self, old: Path, new: Path) -> None:
        """Give a file or folder another name; a file that has it is replaced."""
        old.replace(new)
        _settle(new.parent)
        if old.parent != new.parent:
            _settle(old.parent)

    def remove_folder(self, folder: Path) -> None:
        """Remove a folder if it is empty."""
        with suppress(OSError):
            folder.rmdir()

    def remove_tree(self, folder: Path) -> None:
        """Remove a folder with all that is in it."""
        shutil.rmtree(folder)


def replace_text(disk: Disk, file: Path, data: bytes) -> None:
    """Let a file hold other bytes, from one moment to the next; its mode stays."""
    spare = file.with_name(SPARE)
    try:
        disk.write(spare, data)
        shutil.copymode(file, spare)
        disk.rename(spare, file)
    except OSError:
        spare.unlink(missing_ok=True)
        raise


def _settle(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
