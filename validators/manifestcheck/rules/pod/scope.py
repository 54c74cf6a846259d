"""What the rules of one pod must know of the rest of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from manifestcheck.field import Path
from manifestcheck.rules.values import Object
from manifestcheck.version import Version

CONTAINER_LISTS = ("initContainers", "containers", "ephemeralContainers")
"""The lists of containers, in the server's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The pod around a container or a volume."""

    version: Version
    template: bool
    """Part of a controller, where some rules hold only for the pods made of it."""
    name: str
    """The pod's own name; empty in a template."""
    volumes: dict[str, Object]
    """The volumes without an error, by name."""
    claims: tuple[str, ...]
    """The names of the pod's resource claims."""
    host_users: bool
    """The containers share the user namespace of the node."""
    grace: int
    """Seconds that a container has to stop in."""


def all_containers(spec: Object, path: Path) -> Iterator[tuple[Object, Path]]:
    """Walk the containers of every list with their paths."""
    for key in CONTAINER_LISTS:
        for index, container in enumerate(spec.get(key) or ()):
            yield container, (*path, key, index)
