"""The picture of a pod: what is shared around and under its containers, what is their own inside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final

from ropewalk.model.pod import Container, Pod, Role, Service
from ropewalk.render.containers import (
    BAR,
    GAP,
    HALF,
    INNER,
    LEFT,
    NAME,
    WIDTH,
    Say,
    draw_containers,
    draw_starters,
)
from ropewalk.render.drawing import Canvas, cut, fit

_EDGE: Final = 6
_MONO: Final = 7
"""Pixels that a character of code takes."""


def picture(pod: Pod, services: Sequence[Service], strings: Mapping[str, str]) -> str:
    """Return the pod as SVG that a style sheet colours, with a text alternative."""

    def say(key: str, **values: object) -> str:
        return strings[f"pod_{key}"].format(**values)

    canvas = Canvas(WIDTH)
    if services:
        _services(canvas, services)
    top = canvas.y
    canvas.y += 28
    _title(canvas, pod, say)
    draw_starters(canvas, pod, say)
    draw_containers(canvas, pod, say)
    _shared(canvas, pod, say)
    _volumes(canvas, pod)
    canvas.y += 10
    canvas.behind("rect", "pod-box", x=_EDGE, y=top, width=WIDTH - 2 * _EDGE, height=canvas.y - top, rx=16)
    canvas.y += _EDGE
    return canvas.svg(described(pod, services, strings))


def _services(canvas: Canvas, services: Sequence[Service]) -> None:
    """Draw the services above the pod, each with an arrow into it."""
    for service in services:
        ports = ", ".join(port if port == target else f"{port} → {target}" for port, target in service.ports)
        canvas.rect("pod-service", x=LEFT, y=canvas.y, width=INNER, height=BAR, rx=13)
        ports = fit(ports, 16)
        canvas.text("pod-strong", LEFT + 14, canvas.y + 17, _beside(ports, f"Service {service.name}"))
        canvas.text("pod-mono pod-end", WIDTH - LEFT - 12, canvas.y + 17, ports)
        canvas.y += BAR + 6
    canvas.path("pod-wire", f"M{WIDTH // 2} {canvas.y - 6}v14")
    canvas.y += 8


def _beside(other: str, name: str) -> str:
    """Return a name cut to the room that a code leaves in a line."""
    return cut(name, INNER - 32 - _MONO * len(other), NAME, strong=True)


def _title(canvas: Canvas, pod: Pod, say: Say) -> None:
    x = LEFT
    said = "" if pod.replicas is None else fit(say("replicas", count=pod.replicas), 12)
    kind = fit(pod.kind, 21)
    canvas.text("", x, canvas.y, kind, strong=_beside(f"{kind} {said}", pod.name))
    if said:
        canvas.text("pod-mono pod-end", WIDTH - x, canvas.y, said)
    canvas.y += 14


def _shared(canvas: Canvas, pod: Pod, say: Say) -> None:
    """Draw the namespaces that all containers are in."""
    x = LEFT
    if pod.shares_processes or pod.host_processes:
        label = say("processes_host" if pod.host_processes else "processes_shared")
        _bar(canvas, x, INNER, label, outside=pod.host_processes)
        canvas.y += BAR + 8
    running = (one for one in pod.containers if one.role is not Role.INIT)
    numbers = [port.number for container in running for port in container.ports]
    label = say("network_host" if pod.host_network else "network")
    canvas.rect(
        "pod-network pod-outside" if pod.host_network else "pod-network",
        x=x, y=canvas.y, width=INNER, height=34, rx=9,
    )  # fmt: skip
    room = _ports(canvas, numbers, WIDTH - x - 8) - (x + 14)
    canvas.text("pod-network-name", x + 14, canvas.y + 22, cut(label, room, NAME, strong=True))
    canvas.y += 42
    _bar(canvas, x, HALF, say("uts"), outside=pod.host_network)
    _bar(canvas, x + HALF + GAP, HALF, say("ipc_host" if pod.host_ipc else "ipc"), outside=pod.host_ipc)
    canvas.y += BAR + 8


def _bar(canvas: Canvas, x: int, width: int, label: str, *, outside: bool = False) -> None:
    css_class = "pod-shared pod-outside" if outside else "pod-shared"
    canvas.rect(css_class, x=x, y=canvas.y, width=width, height=BAR, rx=8)
    canvas.text("pod-small", x + 12, canvas.y + 17, cut(label, width - 20))


def _ports(canvas: Canvas, numbers: Sequence[int], end: int) -> int:
    """Draw ports from the right and return where they begin; what finds no room is counted."""
    shown = [str(number) for number in dict.fromkeys(numbers)]
    if len(shown) > 3:  # noqa: PLR2004  more do not fit beside the name
        shown = [*shown[:2], f"+{len(shown) - 2}"]
    for label in reversed(shown):
        width = 8 * len(label) + 16
        canvas.rect("pod-port", x=end - width, y=canvas.y + 7, width=width, height=20, rx=10)
        canvas.text("pod-port-number", end - width // 2, canvas.y + 21, label)
        end -= width + 5
    return end


def _volumes(canvas: Canvas, pod: Pod) -> None:
    """Draw each volume with the places where containers see it."""
    x = LEFT
    for volume in pod.volumes:
        places = list(_places(pod, volume.name))
        height = 24 + 16 * len(places)
        canvas.rect("pod-volume", x=x, y=canvas.y, width=INNER, height=height, rx=8)
        kind = fit(volume.kind, 21)
        canvas.text("pod-strong", x + 12, canvas.y + 17, _beside(kind, volume.name))
        canvas.text("pod-mono pod-end", WIDTH - x - 12, canvas.y + 17, kind)
        for line, place in enumerate(places):
            canvas.text("pod-small", x + 12, canvas.y + 33 + 16 * line, cut(place, INNER - 24))
        canvas.y += height + 8


def _places(pod: Pod, volume: str) -> Iterator[str]:
    for container in pod.containers:
        for mount in container.mounts:
            if mount.volume == volume:
                yield f"{container.name}: {mount.path}{' (ro)' if mount.read_only else ''}"


def described(pod: Pod, services: Sequence[Service], strings: Mapping[str, str]) -> str:
    """Return in words what the picture shows."""

    def say(key: str, **values: object) -> str:
        return strings[f"pod_says_{key}"].format(**values)

    def named(role: Role) -> str:
        return ", ".join(_named(one) for one in pod.containers if one.role is role)

    parts = [say("pod", kind=pod.kind, name=pod.name)]
    parts += [say(role.value, names=named(role)) for role in Role if named(role)]
    parts.append(say("host_network" if pod.host_network else "shared"))
    shared = pod.shares_processes or pod.host_processes
    parts.append(say("processes_shared" if shared else "processes"))
    for volume in pod.volumes:
        places = ", ".join(_places(pod, volume.name))
        parts.append(say("volume" if places else "volume_unused", name=volume.name, places=places))
    parts += [say("service", name=service.name) for service in services]
    return escape(" ".join(parts))


def _named(container: Container) -> str:
    ports = ", ".join(str(port.number) for port in container.ports)
    return f"{container.name} ({ports})" if ports else container.name
