"""A run and its traces: a lock that says whether it lives, its sandbox and its control groups."""

import fcntl
import os
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from manifestrun.podman.configuration import Configuration
from manifestrun.podman.sandbox import Sandbox

_GROUPS = Path("/sys/fs/cgroup")
_PARENT = "ropewalk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A sandbox with its label; all that outlives the sandbox's last process carries that label."""

    label: str
    lock: IO[str]
    sandbox: Sandbox

    @property
    def cgroup(self) -> str:
        """The control group above all of its containers."""
        return f"/{_PARENT}/{self.label}"

    @classmethod
    def open(cls, images: Path) -> "Run":
        """Sweep what killed runs have left, and start anew.

        Raises:
            EngineError: the machine forbids the sandbox.

        """
        sweep()
        label = secrets.token_hex(6)
        lock = (_folder() / f"{label}.lock").open("w")
        fcntl.flock(lock, fcntl.LOCK_EX)
        sandbox = Sandbox()
        try:
            sandbox.__enter__()
            Configuration(image_stores=[str(images)]).write(sandbox)
        except BaseException:
            sandbox.close()
            _forget(label, lock)
            raise
        return cls(label=label, lock=lock, sandbox=sandbox)

    def close(self) -> None:
        """End the sandbox and remove the traces."""
        self.sandbox.close()
        _forget(self.label, self.lock)


def _folder() -> Path:
    """Return where locks are kept: in memory, if the machine has such a place."""
    base = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
    folder = base / f"ropewalk-{os.geteuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise PermissionError(f"{folder} belongs to somebody else")
    return folder


def sweep() -> tuple[str, ...]:
    """Remove the traces of runs that were killed and return their labels."""
    swept = []
    for file in sorted(_folder().glob("*.lock")):
        with file.open("r+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            _forget(file.stem, lock)
            swept.append(file.stem)
    return tuple(swept)


def _forget(label: str, lock: IO[str]) -> None:
    for group in _groups(label):
        group.rmdir()
    Path(lock.name).unlink(missing_ok=True)
    lock.close()


def _groups(label: str) -> Iterator[Path]:
    """Yield the control groups of a run, the innermost first, in each hierarchy."""
    for root in (_GROUPS, *_GROUPS.glob("*")):
        top = root / _PARENT / label
        if root.is_symlink() or not top.is_dir():
            continue
        yield from sorted((path for path in top.rglob("*") if path.is_dir()), reverse=True)
        yield top
