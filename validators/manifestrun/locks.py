"""Which runs are alive: each holds a lock, which the system takes from it when it ends in whatever way."""

import fcntl
import os
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLock:
    """A run's label and the proof that it lives."""

    label: str
    file: IO[str]

    @classmethod
    def take(cls) -> "RunLock":
        """Begin a run under a label of its own."""
        label = secrets.token_hex(6)
        file = _place(label).open("w")
        fcntl.flock(file, fcntl.LOCK_EX)
        return cls(label=label, file=file)

    def release(self) -> None:
        """End the run, when no trace of it is left."""
        Path(self.file.name).unlink(missing_ok=True)
        self.file.close()


def is_alive(label: str) -> bool:
    """Tell whether a run of this machine and this user goes on."""
    try:
        file = _place(label).open("r+")
    except FileNotFoundError:
        return False
    with file:
        return not _free(file)


def killed_runs() -> Iterator[RunLock]:
    """Take over the locks of runs that have ended without releasing them."""
    for path in sorted(_folder().glob("*.lock")):
        try:
            file = path.open("r+")
        except FileNotFoundError:
            continue
        if _free(file):
            yield RunLock(label=path.stem, file=file)
        else:
            file.close()


def _free(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _place(label: str) -> Path:
    return _folder() / f"{label}.lock"


def _folder() -> Path:
    """Return where locks are kept: in memory, if the machine has such a place.

    Raises:
        PermissionError: somebody else has made that folder.

    """
    base = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
    folder = base / f"ropewalk-{os.geteuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise PermissionError(f"{folder} belongs to somebody else")
    return folder
