"""The ports of containers, and the ports of the node that they take."""

from __future__ import annotations

from manifestcheck.field import Path, duplicate, invalid, not_supported, required
from manifestcheck.formats import port_name, port_number
from manifestcheck.rules.values import PROTOCOLS, Errors, Object, malformed


def validate_ports(ports: list[Object], path: Path) -> Errors:
    """Check the ports of one container."""
    names: set[str] = set()
    for index, port in enumerate(ports):
        yield from _validate_port_name(port.get("name"), names, (*path, index, "name"))
        number, on_host = port.get("containerPort", 0), port.get("hostPort", 0)
        if not number:
            yield required((*path, index, "containerPort"))
        elif breaches := port_number(number):
            yield from malformed((*path, index, "containerPort"), number, breaches)
        if on_host and (breaches := port_number(on_host)):
            yield from malformed((*path, index, "hostPort"), on_host, breaches)
        if port["protocol"] not in PROTOCOLS:
            yield not_supported((*path, index, "protocol"), port["protocol"], PROTOCOLS)


def _validate_port_name(name: str | None, names: set[str], path: Path) -> Errors:
    if not name:
        return
    if breaches := port_name(name):
        yield from malformed(path, name, breaches)
    elif name in names:
        yield duplicate(path, name)
    else:
        names.add(name)


def validate_host_ports_unique(containers: list[Object], path: Path) -> Errors:
    """Check that no two containers that run at once take the same port of the node."""
    taken: set[str] = set()
    for index, container in enumerate(containers):
        for place, port in enumerate(container.get("ports") or ()):
            if not port.get("hostPort"):
                continue
            claim = f"{port['protocol']}/{port.get('hostIP', '')}/{port['hostPort']}"
            if claim in taken:
                yield duplicate((*path, index, "ports", place, "hostPort"), claim)
            taken.add(claim)


def validate_ports_on_host_network(spec: Object, path: Path, *, template: bool) -> Errors:
    """Check that a pod in the node's network takes the very ports that its containers listen on."""
    if not spec.get("hostNetwork"):
        return
    for index, container in enumerate(spec.get("containers") or ()):
        for place, port in enumerate(container.get("ports") or ()):
            yield from _validate_same(port, (*path, "containers", index, "ports", place), template=template)


def _validate_same(port: Object, path: Path, *, template: bool) -> Errors:
    on_host = port.get("hostPort", 0)
    if on_host != port.get("containerPort", 0) and (on_host or not template):
        why = "must match `containerPort` when `hostNetwork` is true"
        yield invalid((*path, "hostPort"), on_host, why)
