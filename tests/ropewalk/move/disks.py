"""Disks on which a move does not come to its end."""

import errno
import os
from pathlib import Path

from tests.ropewalk.move.renaming import QuickDisk


class KilledError(BaseException):
    """The process is no more."""


class MortalDisk(QuickDisk):
    """A disk of a process that is killed before its n-th change, or in the middle of it."""

    def __init__(self, last: int) -> None:
        self.left = last

    def _live(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise KilledError

    def make_folder(self, folder: Path) -> None:
        self._live()
        super().make_folder(folder)

    def write(self, file: Path, data: bytes) -> None:
        if self.left == 0:
            file.write_bytes(data[: len(data) // 2])
        self._live()
        super().write(file, data)

    def rename(self, old: Path, new: Path) -> None:
        self._live()
        super().rename(old, new)

    def remove_folder(self, folder: Path) -> None:
        self._live()
        super().remove_folder(folder)

    def remove_tree(self, folder: Path) -> None:
        if self.left == 0:
            next(folder.iterdir()).unlink()
        self._live()
        super().remove_tree(folder)


class FullDisk(QuickDisk):
    """A disk on which the n-th change fails, and perhaps all after it that need room."""

    def __init__(self, last: int, *, for_good: bool) -> None:
        self.left = last
        self.for_good = for_good

    def write(self, file: Path, data: bytes) -> None:
        self._refuse(file, data)
        super().write(file, data)

    def rename(self, old: Path, new: Path) -> None:
        self._refuse(new, b"")
        super().rename(old, new)

    def make_folder(self, folder: Path) -> None:
        self._refuse(folder, b"")
        super().make_folder(folder)

    def _refuse(self, place: Path, data: bytes) -> None:
        self.left -= 1
        if self.left == 0 or (self.left < 0 and self.for_good):
            if data:
                place.write_bytes(data[:1])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(place))
