"""A pod as its picture shows it: what its containers share and what each has for itself."""

from __future__ import annotations

from enum import StrEnum

from manifestcheck.value import value


class Role(StrEnum):
    """When a container runs."""

    INIT = "init"
    """Before the others, to its end."""
    SIDECAR = "sidecar"
    """An init container that keeps running, `restartPolicy: Always`."""
    MAIN = "main"


@value(kw_only=True)
class Port:
    """A port that a container says it listens on."""

    number: int
    host: int = 0
    """The node's port that leads to it; 0: none."""


@value(kw_only=True)
class Mount:
    """A volume in a container."""

    volume: str
    path: str
    read_only: bool = False


@value(kw_only=True)
class Container:
    """A container of a pod."""

    name: str
    image: str
    role: Role
    ports: tuple[Port, ...] = ()
    mounts: tuple[Mount, ...] = ()


@value(kw_only=True)
class Volume:
    """A volume of a pod."""

    name: str
    kind: str
    """`emptyDir`, `configMap` and so on."""


@value(kw_only=True)
class Pod:
    """A pod, or what a workload makes its pods of."""

    kind: str
    """Of the object in the manifest: `Pod`, `Deployment`."""
    name: str
    replicas: int | None
    """None: the kind has no number of its own, or the manifest gives none."""
    labels: frozenset[tuple[str, str]]
    containers: tuple[Container, ...]
    """In the order of their start: init containers and sidecars first."""
    volumes: tuple[Volume, ...] = ()
    shares_processes: bool = False
    host_network: bool = False
    host_processes: bool = False
    host_ipc: bool = False


@value(kw_only=True)
class Service:
    """A service that chooses pods by their labels."""

    name: str
    selector: frozenset[tuple[str, str]]
    ports: tuple[tuple[str, str], ...]
    """Port of the service and what it leads to in the pod."""

    def selects(self, pod: Pod) -> bool:
        """Whether it sends its traffic to pods such as this one."""
        return bool(self.selector) and self.selector <= pod.labels
