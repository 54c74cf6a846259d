"""The picture of a pod: what is shared around and under its containers, what is their own inside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import Final

from ropewalk.model.pod import Container, Pod, Role, Service
from ropewalk.render.drawing import Canvas, cut, fit

WIDTH: Final = 320
_EDGE: Final = 6
_PAD: Final = 16
_GAP: Final = 12
_INNER: Final = WIDTH - 2 * (_EDGE + _PAD)
_HALF: Final = (_INNER - _GAP) // 2
_BAR: Final = 26
_MONO: Final = 7
"""Pixels that a character of code takes."""
_NAME: Final = 13
"""The size of names, in pixels."""

Say = Callable[..., str]


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
    _starters(canvas, pod, say)
    running = [one for one in pod.containers if one.role is not Role.INIT]
    _containers(canvas, pod, running, say)
    _shared(canvas, pod, running, say)
    _volumes(canvas, pod)
    canvas.y += 10
    canvas.behind("rect", "pod-box", x=_EDGE, y=top, width=WIDTH - 2 * _EDGE, height=canvas.y - top, rx=16)
    canvas.y += _EDGE
    return canvas.svg(described(pod, services, strings))


def _services(canvas: Canvas, services: Sequence[Service]) -> None:
    """Draw the services above the pod, each with an arrow into it."""
    for service in services:
        ports = ", ".join(port if port == target else f"{port} → {target}" for port, target in service.ports)
        canvas.rect("pod-service", x=_EDGE + _PAD, y=canvas.y, width=_INNER, height=_BAR, rx=13)
        ports = fit(ports, 16)
        canvas.text("pod-strong", _EDGE + _PAD + 14, canvas.y + 17, _beside(ports, f"Service {service.name}"))
        canvas.text("pod-mono pod-end", WIDTH - _EDGE - _PAD - 12, canvas.y + 17, ports)
        canvas.y += _BAR + 6
    canvas.path("pod-wire", f"M{WIDTH // 2} {canvas.y - 6}v14")
    canvas.y += 8


def _beside(other: str, name: str) -> str:
    """Return a name cut to the room that a code leaves in a line."""
    return cut(name, _INNER - 32 - _MONO * len(other), _NAME, strong=True)


def _title(canvas: Canvas, pod: Pod, say: Say) -> None:
    x = _EDGE + _PAD
    said = "" if pod.replicas is None else fit(say("replicas", count=pod.replicas), 12)
    kind = fit(pod.kind, 21)
    canvas.text("", x, canvas.y, kind, strong=_beside(f"{kind} {said}", pod.name))
    if said:
        canvas.text("pod-mono pod-end", WIDTH - x, canvas.y, said)
    canvas.y += 14


def _starters(canvas: Canvas, pod: Pod, say: Say) -> None:
    """Draw the init containers in the order in which they run."""
    first = [one for one in pod.containers if one.role is Role.INIT]
    for number, container in enumerate(first, start=1):
        canvas.rect("pod-init", x=_EDGE + _PAD, y=canvas.y, width=_INNER, height=_BAR, rx=8)
        label = say("init", number=number)
        canvas.text("pod-small", _EDGE + _PAD + 10, canvas.y + 17, fit(label, 14))
        canvas.text(
            "pod-strong", _EDGE + _PAD + 70, canvas.y + 17, cut(container.name, 82, _NAME, strong=True)
        )
        canvas.text("pod-mono pod-end", WIDTH - _EDGE - _PAD - 10, canvas.y + 17, fit(container.image, 15))
        canvas.y += _BAR + 6
    canvas.y += 6 if first else 0


def _containers(canvas: Canvas, pod: Pod, running: Sequence[Container], say: Say) -> None:
    """Draw the running containers, two in a row."""
    for start in range(0, len(running), 2):
        row = running[start : start + 2]
        width = _INNER if len(row) == 1 else _HALF
        height = 46 + sum(28 for _ in _own(pod, say)) + (4 if _own(pod, say) else 0)
        for place, container in enumerate(row):
            x = _EDGE + _PAD + place * (_HALF + _GAP)
            _container(canvas, container, x, width, height, say)
            for line, label in enumerate(_own(pod, say)):
                y = canvas.y + 46 + 28 * line
                canvas.rect("pod-own", x=x + 12, y=y, width=width - 24, height=22, rx=6)
                canvas.text("pod-small", x + 20, y + 15, cut(label, width - 32))
        canvas.y += height + 10


def _container(canvas: Canvas, container: Container, x: int, width: int, height: int, say: Say) -> None:  # noqa: PLR0913, PLR0917  # a place
    sidecar = container.role is Role.SIDECAR
    canvas.rect(
        "pod-container pod-sidecar" if sidecar else "pod-container",
        x=x, y=canvas.y, width=width, height=height, rx=10,
    )  # fmt: skip
    name = cut(container.name, width - 28, _NAME, strong=True)
    canvas.text("pod-strong", x + 14, canvas.y + 20, name)
    image = f"{say('sidecar')} · {container.image}" if sidecar else container.image
    canvas.text("pod-small", x + 14, canvas.y + 36, cut(image, width - 28))


def _own(pod: Pod, say: Say) -> list[str]:
    """Return what each container has for itself."""
    files = [say("files")]
    return files if pod.shares_processes or pod.host_processes else [say("processes"), *files]


def _shared(canvas: Canvas, pod: Pod, running: Sequence[Container], say: Say) -> None:
    """Draw the namespaces that all containers are in."""
    x = _EDGE + _PAD
    if pod.shares_processes or pod.host_processes:
        label = say("processes_host" if pod.host_processes else "processes_shared")
        _bar(canvas, x, _INNER, label, outside=pod.host_processes)
        canvas.y += _BAR + 8
    numbers = [port.number for container in running for port in container.ports]
    label = say("network_host" if pod.host_network else "network")
    canvas.rect(
        "pod-network pod-outside" if pod.host_network else "pod-network",
        x=x, y=canvas.y, width=_INNER, height=34, rx=9,
    )  # fmt: skip
    canvas.text("pod-network-name", x + 14, canvas.y + 22, cut(label, _INNER - 130, _NAME, strong=True))
    _ports(canvas, numbers, WIDTH - x - 8)
    canvas.y += 42
    _bar(canvas, x, _HALF, say("uts"), outside=pod.host_network)
    _bar(canvas, x + _HALF + _GAP, _HALF, say("ipc_host" if pod.host_ipc else "ipc"), outside=pod.host_ipc)
    canvas.y += _BAR + 8


def _bar(canvas: Canvas, x: int, width: int, label: str, *, outside: bool = False) -> None:
    css_class = "pod-shared pod-outside" if outside else "pod-shared"
    canvas.rect(css_class, x=x, y=canvas.y, width=width, height=_BAR, rx=8)
    canvas.text("pod-small", x + 12, canvas.y + 17, cut(label, width - 20))


def _ports(canvas: Canvas, numbers: Sequence[int], end: int) -> None:
    """Draw ports from the right; what finds no room is counted."""
    shown = [str(number) for number in dict.fromkeys(numbers)]
    if len(shown) > 3:  # noqa: PLR2004  more do not fit beside the name
        shown = [*shown[:2], f"+{len(shown) - 2}"]
    for label in reversed(shown):
        width = 8 * len(label) + 16
        canvas.rect("pod-port", x=end - width, y=canvas.y + 7, width=width, height=20, rx=10)
        canvas.text("pod-port-number", end - width // 2, canvas.y + 21, label)
        end -= width + 5


def _volumes(canvas: Canvas, pod: Pod) -> None:
    """Draw each volume with the places where containers see it."""
    x = _EDGE + _PAD
    for volume in pod.volumes:
        places = list(_places(pod, volume.name))
        height = 24 + 16 * len(places)
        canvas.rect("pod-volume", x=x, y=canvas.y, width=_INNER, height=height, rx=8)
        kind = fit(volume.kind, 21)
        canvas.text("pod-strong", x + 12, canvas.y + 17, _beside(kind, volume.name))
        canvas.text("pod-mono pod-end", WIDTH - x - 12, canvas.y + 17, kind)
        for line, place in enumerate(places):
            canvas.text("pod-small", x + 12, canvas.y + 33 + 16 * line, cut(place, _INNER - 24))
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
