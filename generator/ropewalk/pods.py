"""Pods and services read from the objects of a manifest, whatever may be wrong with those."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from manifestcheck.pod_security import LEVELS, level_of
from manifestcheck.workload import template
from ropewalk.model.pod import Container, Mount, Pod, Port, Role, Service, Volume


def pod_of(obj: dict[str, Any]) -> Pod | None:
    """Return the pod that an object is or makes; None where it has no container."""
    kind = _text(obj.get("kind"))
    found = template(kind, obj)
    if found is None:
        return None
    spec = _map(found.get("spec"))
    containers = (*_containers(spec, "initContainers"), *_containers(spec, "containers"))
    if not containers:
        return None
    replicas = _map(obj.get("spec")).get("replicas")
    return Pod(
        kind=kind,
        name=_text(_map(obj.get("metadata")).get("name")),
        replicas=replicas if isinstance(replicas, int) and kind != "Pod" else None,
        labels=_pairs(_map(found.get("metadata")).get("labels")),
        containers=containers,
        volumes=tuple(_volume(one) for one in _maps(spec.get("volumes"))),
        shares_processes=spec.get("shareProcessNamespace") is True,
        host_network=spec.get("hostNetwork") is True,
        host_processes=spec.get("hostPID") is True,
        host_ipc=spec.get("hostIPC") is True,
    )


def security_of(objects: Iterable[dict[str, Any]]) -> str:
    """Return the lowest level of the Pod Security Standards among the pods of valid objects; '' of none."""
    found = [template(_text(obj.get("kind")), obj) for obj in objects]
    levels = [level_of(one["spec"])[0] for one in found if one is not None and one.get("spec")]
    return min(levels, key=LEVELS.index, default="")


def service_of(obj: dict[str, Any]) -> Service | None:
    """Return the service that an object is."""
    if obj.get("kind") != "Service":
        return None
    spec = _map(obj.get("spec"))
    return Service(
        name=_text(_map(obj.get("metadata")).get("name")),
        selector=_pairs(spec.get("selector")),
        ports=tuple(
            (_text(port.get("port")), _text(port.get("targetPort")) or _text(port.get("port")))
            for port in _maps(spec.get("ports"))
        ),
    )


def _containers(spec: dict[str, Any], field: str) -> Iterator[Container]:
    for one in _maps(spec.get(field)):
        keeps_running = one.get("restartPolicy") == "Always"
        first = Role.SIDECAR if keeps_running else Role.INIT
        yield Container(
            name=_text(one.get("name")),
            image=_text(one.get("image")),
            role=Role.MAIN if field == "containers" else first,
            ports=tuple(_ports(one)),
            mounts=tuple(
                Mount(
                    volume=_text(mount.get("name")),
                    path=_text(mount.get("mountPath")),
                    read_only=mount.get("readOnly") is True,
                )
                for mount in _maps(one.get("volumeMounts"))
            ),
        )


def _ports(container: dict[str, Any]) -> Iterator[Port]:
    for port in _maps(container.get("ports")):
        number, host = port.get("containerPort"), port.get("hostPort")
        if isinstance(number, int):
            yield Port(number=number, host=host if isinstance(host, int) else 0)


def _volume(volume: dict[str, Any]) -> Volume:
    """Return a volume; one without a source is an emptyDir, as the server takes it."""
    kind = next((key for key in volume if key != "name"), "emptyDir")
    return Volume(name=_text(volume.get("name")), kind=kind)


def _pairs(value: object) -> frozenset[tuple[str, str]]:
    return frozenset((key, _text(one)) for key, one in _map(value).items())


def _maps(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _map(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
