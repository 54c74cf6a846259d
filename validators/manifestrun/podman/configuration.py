"""podman's configuration for one run, in the run's own folder: the user's is neither read nor touched."""

import resource
from collections.abc import Sequence
from dataclasses import dataclass

from manifestrun.podman.sandbox import SCRATCH, Sandbox

NO_CGROUPS = "no-cgroups.conf"
"""The configuration for machines, or users, that may make no control groups."""
_WANTED = {"nofile": (resource.RLIMIT_NOFILE, 4096), "nproc": (resource.RLIMIT_NPROC, 1024)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """Where podman keeps its things inside the sandbox."""

    graph_root: str = f"{SCRATCH}/graph"
    image_stores: Sequence[str] = ()

    def write(self, sandbox: Sandbox) -> None:
        """Write the files and name them in the sandbox's environment."""
        for variable, name, text in (
            ("CONTAINERS_CONF", NO_CGROUPS, self._containers(cgroups=False)),
            ("CONTAINERS_CONF", "containers.conf", self._containers(cgroups=True)),
            ("CONTAINERS_STORAGE_CONF", "storage.conf", self._storage()),
            ("CONTAINERS_REGISTRIES_CONF", "registries.conf", "unqualified-search-registries = []\n"),
        ):
            sandbox.write(f"{SCRATCH}/{name}", text)
            sandbox.environment[variable] = f"{SCRATCH}/{name}"

    def _containers(self, *, cgroups: bool) -> str:
        return f"""[containers]
default_ulimits = [{", ".join(f'"{limit}"' for limit in _ulimits())}]
env = []
http_proxy = false
log_driver = "k8s-file"
cgroups = "{"enabled" if cgroups else "disabled"}"
[engine]
cgroup_manager = "cgroupfs"
events_logger = "none"
tmp_dir = "/run/libpod"
static_dir = "{SCRATCH}/libpod"
volume_path = "{SCRATCH}/volumes"
"""

    def _storage(self) -> str:
        stores = ", ".join(f'"{store}"' for store in self.image_stores)
        return f"""[storage]
driver = "overlay"
graphroot = "{self.graph_root}"
runroot = "/run/storage"
[storage.options]
additionalimagestores = [{stores}]
"""


def _ulimits() -> list[str]:
    """Return limits that do not exceed this process's own: no container can be given more."""
    limits = []
    for name, (number, wanted) in _WANTED.items():
        _, hard = resource.getrlimit(number)
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        limits.append(f"{name}={most}:{most}")
    return limits
