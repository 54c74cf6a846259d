"""The sandbox of a run: own process, mount, network and IPC namespaces, in which podman and all pods live.

Its first process ends when this one does, however that happens. The kernel then ends all processes in it, and
with the last of them go its mounts, its network and the memory file system that holds every file of the run.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from manifestrun.children import PATH, Finished, run_child
from manifestrun.engine import EngineError
from manifestrun.limits import SCRATCH_BYTES

NODE_IP = "10.244.0.1"
SCRATCH = "/run/ropewalk"
_TOOLS = ("podman", "unshare", "nsenter", "ip", "mount")
_INIT = (
    "import signal, sys; signal.signal(signal.SIGCHLD, signal.SIG_IGN); print(flush=True); sys.stdin.read()"
)
_SETUP = f"""set -e
mount -t tmpfs -o size={SCRATCH_BYTES},mode=0711 ropewalk /run
mount -t tmpfs -o size=67108864,mode=1777 ropewalk /dev/shm
mkdir -m 0711 {SCRATCH} {SCRATCH}/home
ip link set lo up
ip link add rw0 type bridge
ip address add {NODE_IP}/16 dev rw0
ip link set rw0 up
exec "$0" -I -S -c "$1"
"""
_START_SECONDS = 20.0


def missing_tools() -> tuple[str, ...]:
    """Return the programs that are needed and not on this machine."""
    return tuple(tool for tool in _TOOLS if shutil.which(tool, path=PATH) is None)


@dataclass(slots=True)
class Sandbox:
    """A context: what runs in it ends with it."""

    process: "subprocess.Popen[bytes] | None" = None
    init: int = 0
    environment: dict[str, str] = field(
        default_factory=lambda: {"PATH": PATH, "HOME": f"{SCRATCH}/home", "LANG": "C.UTF-8"}
    )

    def __enter__(self) -> Self:
        """Start it, as `open` does."""
        self.open()
        return self

    def open(self) -> None:
        """Start it.

        Raises:
            EngineError: the machine forbids it; the message holds the failing probe.

        """
        if missing := missing_tools():
            raise EngineError(
                f"blocked: {', '.join(f'`{tool}`' for tool in missing)} not found on this machine"
            )
        process = self.process = subprocess.Popen(  # noqa: S603 - all of it is written above
            ["/usr/bin/env", "unshare", *_namespaces(), "sh", "-c", _SETUP, sys.executable, _INIT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=self.environment,
            start_new_session=True,
        )
        first = process.stdout.readline() if process.stdout else b""
        if first != b"\n":
            self.close()
            why = first.decode("utf-8", "replace").strip()
            raise EngineError(f"blocked: `unshare {' '.join(_namespaces())}` failed: {why}")
        self.init = _only_child(self.process.pid)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all that runs in it."""
        self.close()

    def close(self) -> None:
        """End all that runs in it, and wait until it is gone."""
        if self.process is None:
            return
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()
        try:
            self.process.wait(_START_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def outside(self, path: str) -> Path:
        """Return where this process finds a file of the sandbox."""
        return Path(f"/proc/{self.init}/root{path}")

    def alive(self, pid: int) -> bool:
        """Tell whether a process of the sandbox, by its number there, still runs."""
        return self.outside(f"/proc/{pid}").is_dir()

    def run(  # noqa: PLR0913 - as there
        self,
        command: Sequence[str],
        *,
        seconds: float = 60.0,
        most: int = 1 << 24,
        stdin: bytes = b"",
        merge: bool = False,
        pass_fds: Sequence[int] = (),
    ) -> Finished:
        """Run a command in the sandbox, as `run_child` does outside of it."""
        enter = [
            "nsenter",
            "--target",
            str(self.init),
            "--mount",
            "--net",
            "--ipc",
            "--pid",
            *_user(),
            "--",
            *command,
        ]
        return run_child(
            enter, self.environment, seconds=seconds, most=most, stdin=stdin, merge=merge, pass_fds=pass_fds
        )

    def hide_cgroups(self) -> None:
        """Put an empty folder in the place of control groups that may not be used."""
        self.run(["mount", "-t", "tmpfs", "-o", "size=65536,mode=0555", "ropewalk", "/sys/fs/cgroup"])

    def write(self, path: str, text: str, mode: int = 0o644) -> None:
        """Write a file of the run; nothing that a pod can write to is on the way."""
        place = self.outside(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
        place.chmod(mode)


def _namespaces() -> list[str]:
    user = [] if os.geteuid() == 0 else ["--user", "--map-root-user", "--map-auto"]
    return [*user, "--pid", "--fork", "--kill-child", "--mount", "--mount-proc", "--net", "--ipc"]


def _user() -> list[str]:
    return [] if os.geteuid() == 0 else ["--user"]


def _only_child(pid: int) -> int:
    """Return the child of a process; `unshare` has just the one."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
        if found:
            return int(found[0])
    raise EngineError("blocked: `unshare` has no child process")
