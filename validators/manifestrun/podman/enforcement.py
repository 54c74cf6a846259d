"""Which of the imposed limits the machine can enforce: those whose control groups the run has of its own."""

from collections.abc import Iterator

from manifestrun.podman.sandbox import Sandbox

_GROUPS = "/sys/fs/cgroup"
_FILES = {"memory": "memory.limit_in_bytes", "cpu": "cpu.cfs_quota_us", "pids": "pids.max"}
"""What holds the limit in version 1; version 2 lists its controllers in one file."""


def not_enforced(sandbox: Sandbox, process: int, parent: str) -> tuple[str, ...]:
    """Name the limits that cannot be imposed on the pod whose namespaces a process holds.

    `parent` is the control group above all pods of the run; a pod that lies elsewhere has none of its own.
    """
    try:
        groups = sandbox.outside(f"/proc/{process}/cgroup").read_text("utf-8").splitlines()
    except OSError:
        return tuple(_FILES)
    lines = [line.split(":", 2) for line in groups]
    own = {names: path for _, names, path in lines if path.startswith(f"{parent}/")}
    enforced = set(_enforced(sandbox, own))
    return tuple(name for name in _FILES if name not in enforced)


def _enforced(sandbox: Sandbox, own: dict[str, str]) -> Iterator[str]:
    for names, path in own.items():
        for name in names.split(","):
            if name in _FILES and sandbox.outside(f"{_GROUPS}/{names}{path}/{_FILES[name]}").is_file():
                yield name
        controllers = sandbox.outside(f"{_GROUPS}{path}/cgroup.controllers")
        if not names and controllers.is_file():
            yield from controllers.read_text("ascii").split()
