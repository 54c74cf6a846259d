"""A run and its traces: its lock, its sandbox and its control groups."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from manifestrun.locks import RunLock, killed_runs
from manifestrun.podman.configuration import Configuration
from manifestrun.podman.sandbox import Sandbox

_GROUPS = Path("/sys/fs/cgroup")
_PARENT = "ropewalk"
_LONGEST_END = 5.0
_PAUSE = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A sandbox with its label; what outlives the sandbox's last process carries that label."""

    lock: RunLock
    sandbox: Sandbox

    @property
    def cgroup(self) -> str:
        """The control group above all of its containers."""
        return f"/{_PARENT}/{self.lock.label}"

    @classmethod
    def open(cls, images: Path) -> "Run":
        """Sweep what killed runs have left, and start anew.

        Raises:
            EngineError: the machine forbids the sandbox.

        """
        sweep()
        run = cls(lock=RunLock.take(), sandbox=Sandbox())
        try:
            run.sandbox.open()
            Configuration(image_stores=[str(images)]).write(run.sandbox)
        except BaseException:
            run.close()
            raise
        return run

    def close(self) -> None:
        """End the sandbox and remove the traces."""
        self.sandbox.close()
        _forget(self.lock)


def sweep() -> tuple[str, ...]:
    """Remove the traces of runs that were killed and return their labels."""
    swept = []
    for lock in killed_runs():
        _forget(lock)
        swept.append(lock.label)
    return tuple(swept)


def _forget(lock: RunLock) -> None:
    deadline = time.monotonic() + _LONGEST_END
    for group in _groups(lock.label):
        _remove(group, deadline)
    lock.release()


def _remove(group: Path, deadline: float) -> None:
    """Remove a control group, once the kernel is done with its last process; podman may have been quicker."""
    while True:
        try:
            group.rmdir()
        except FileNotFoundError:
            return
        except OSError:
            if time.monotonic() >= deadline:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _groups(label: str) -> Iterator[Path]:
    """Yield the control groups of a run, the innermost first, in each hierarchy."""
    for root in (_GROUPS, *_GROUPS.glob("*")):
        top = root / _PARENT / label
        if root.is_symlink() or not top.is_dir():
            continue
        yield from sorted((path for path in top.rglob("*") if path.is_dir()), reverse=True)
        yield top
