"""The containers in the picture of a pod: a line for each that ends, a box for each that stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from ropewalk.model.pod import Container, Pod, Role
from ropewalk.render.drawing import Canvas, cut, fit, wrapped

WIDTH: Final = 320
LEFT: Final = 22
"""Where boxes within the pod begin."""
GAP: Final = 12
INNER: Final = WIDTH - 2 * LEFT
HALF: Final = (INNER - GAP) // 2
BAR: Final = 26
NAME: Final = 13
"""The size of names, in pixels."""
_LINE: Final = 16
_MARGIN: Final = 14
_IMAGE_LINES: Final = 2
_INIT_NAME: Final = 70
"""Where the name of an init container begins, behind its number."""
_INIT_IMAGE: Final = 15
"""Characters of an image that find room beside that name."""

Say = Callable[..., str]


def draw_starters(canvas: Canvas, pod: Pod, say: Say) -> None:
    """Draw the init containers in the order in which they run; a long one takes two lines."""
    first = [one for one in pod.containers if one.role is Role.INIT]
    for number, container in enumerate(first, start=1):
        x, name = LEFT + _INIT_NAME, container.name
        is_short = len(container.image) <= _INIT_IMAGE and cut(name, 82, NAME, strong=True) == name
        below = [] if is_short else wrapped(container.image, INNER - _INIT_NAME - 10, _IMAGE_LINES)
        height = BAR + _LINE * len(below)
        canvas.rect("pod-init", x=LEFT, y=canvas.y, width=INNER, height=height, rx=8)
        canvas.text("pod-small", LEFT + 10, canvas.y + 17, fit(say("init", number=number), 14))
        room = 82 if is_short else INNER - _INIT_NAME - 10
        canvas.text("pod-strong", x, canvas.y + 17, cut(name, room, NAME, strong=True))
        if is_short:
            canvas.text("pod-mono pod-end", WIDTH - LEFT - 10, canvas.y + 17, container.image)
        for line, text in enumerate(below, start=1):
            canvas.text("pod-small", x, canvas.y + 17 + _LINE * line, text)
        canvas.y += height + 6
    canvas.y += 6 if first else 0


def draw_containers(canvas: Canvas, pod: Pod, say: Say) -> None:
    """Draw the running containers, two in a row where what they are called can be read there."""
    own = _own(pod, say)
    for row in _rows([one for one in pod.containers if one.role is not Role.INIT]):
        width = INNER if len(row) == 1 else HALF
        about = [_about(container, width, say) for container in row]
        top = 30 + _LINE * max(map(len, about))
        height = top + 28 * len(own) + 4
        for place, (container, lines) in enumerate(zip(row, about, strict=True)):
            x = LEFT + place * (HALF + GAP)
            sidecar = " pod-sidecar" if container.role is Role.SIDECAR else ""
            canvas.rect(f"pod-container{sidecar}", x=x, y=canvas.y, width=width, height=height, rx=10)
            name = cut(container.name, width - 2 * _MARGIN, NAME, strong=True)
            canvas.text("pod-strong", x + _MARGIN, canvas.y + 20, name)
            for line, text in enumerate(lines, start=1):
                canvas.text("pod-small", x + _MARGIN, canvas.y + 20 + _LINE * line, text)
            _draw_own(canvas, own, x + 12, canvas.y + top, width - 24)
        canvas.y += height + 10


def _draw_own(canvas: Canvas, own: Sequence[str], x: int, y: int, width: int) -> None:
    for line, label in enumerate(own):
        canvas.rect("pod-own", x=x, y=y + 28 * line, width=width, height=22, rx=6)
        canvas.text("pod-small", x + 8, y + 28 * line + 15, cut(label, width - 8))


def _rows(running: Sequence[Container]) -> Iterator[Sequence[Container]]:
    at = 0
    while at < len(running):
        row = running[at : at + 2]
        if not all(map(_fits_half, row)):
            row = row[:1]
        yield row
        at += len(row)


def _fits_half(container: Container) -> bool:
    room = HALF - 2 * _MARGIN
    lines = wrapped(container.image, room, _IMAGE_LINES)
    return (
        cut(container.name, room, NAME, strong=True) == container.name and "".join(lines) == container.image
    )


def _about(container: Container, width: int, say: Say) -> list[str]:
    """Return what stands under a container's name, line by line."""
    room = width - 2 * _MARGIN
    lines = wrapped(container.image, room, _IMAGE_LINES)
    if container.role is not Role.SIDECAR:
        return lines
    label = say("sidecar")
    beside = f"{label} · {container.image}"
    return [beside] if cut(beside, room) == beside else [cut(label, room), *lines]


def _own(pod: Pod, say: Say) -> list[str]:
    """Return what each container has for itself."""
    files = [say("files")]
    return files if pod.shares_processes or pod.host_processes else [say("processes"), *files]
