"""Which of the imposed limits the machine really enforces, read back from a container's control groups."""

from collections.abc import Iterator

from manifestrun.limits import PROCESSES, limits
from manifestrun.podman.commands import Podman
from manifestrun.supervisor.runtime import Container, Running

_GROUPS = "/sys/fs/cgroup"
_FILES = {
    "memory": ("memory/{}/memory.limit_in_bytes", "{}/memory.max"),
    "cpu": ("cpu/{}/cpu.cfs_quota_us", "{}/cpu.max"),
    "pids": ("pids/{}/pids.max", "{}/pids.max"),
}


def not_enforced(podman: Podman, running: Running, container: Container) -> tuple[str, ...]:
    """Name the limits that are not in force on a container that was started."""
    if not podman.cgroups:
        return tuple(_FILES)
    wanted = {
        "memory": str(limits(container).memory // 4096 * 4096),
        "cpu": str(int(limits(container).cpus * 100_000)),
        "pids": str(PROCESSES),
    }
    return tuple(name for name in _FILES if wanted[name] not in _found(podman, running, name))


def _found(podman: Podman, running: Running, name: str) -> Iterator[str]:
    """Yield the first word of each file that may hold the limit, for both versions of control groups."""
    outside = podman.sandbox.outside
    try:
        groups = outside(f"/proc/{running.pid}/cgroup").read_text("utf-8").splitlines()
    except OSError:
        return
    for line in groups:
        _, names, path = line.split(":", 2)
        if name in names.split(",") or not names:
            for file in _FILES[name]:
                place = outside(f"{_GROUPS}/{file.format(path.strip('/'))}")
                if place.is_file():
                    yield place.read_text("ascii").split()[0]
