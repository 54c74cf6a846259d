"""A drawing in the making: shapes and texts in SVG, styled by class names only."""

from __future__ import annotations

from html import escape
from typing import Final

_WIDTHS: Final = {
    character: width
    for width, characters in (
        (0.28, "'ijl"),
        (0.34, " !,./:;I|"),
        (0.4, "()-[]ft"),
        (0.42, "*r"),
        (0.55, "csz"),
        (0.62, "?EFJKLPST_aekovxy"),
        (0.7, "&ABRVXYZ"),
        (0.82, "CDGHNOQUw→"),
        (1.0, "%@MWm…"),
    )
    for character in characters
}
"""In ems, of the widest of the usual fonts, DejaVu Sans."""
_OTHER: Final = 0.64
_SMALL: Final = 12
"""The size of the usual text, in pixels."""
_EAST_ASIAN: Final = "\u1100"
"""From here on scripts come whose signs fill a square."""
_STRONG: Final = 1.12
"""How much wider strong text is."""


class Canvas:
    """Shapes from top to bottom; `y` is where the next one goes."""

    def __init__(self, width: int) -> None:
        self.y = 2
        self._width = width
        self._back: list[str] = []
        self._front: list[str] = []

    def rect(self, css_class: str, **attributes: int) -> None:
        """Draw a rectangle."""
        self._front.append(_shape("rect", css_class, attributes))

    def behind(self, name: str, css_class: str, **attributes: int) -> None:
        """Draw a shape behind everything else."""
        self._back.append(_shape(name, css_class, attributes))

    def path(self, css_class: str, line: str) -> None:
        """Draw a line, in the words of SVG's paths."""
        self._front.append(f'<path class="{css_class}" d="{line}"/>')

    def text(self, css_class: str, x: int, y: int, text: str, *, strong: str = "") -> None:
        """Write a text, and a strong one behind it."""
        named = f' class="{css_class}"' if css_class else ""
        more = f' <tspan class="pod-strong">{escape(strong)}</tspan>' if strong else ""
        self._front.append(f'<text{named} x="{x}" y="{y}">{escape(text)}{more}</text>')

    def svg(self, described: str) -> str:
        """Return the drawing; `described` is its text alternative, escaped."""
        shapes = "".join(self._back + self._front)
        size = f'viewBox="0 0 {self._width} {self.y}"'
        return f'<svg class="pod-picture" {size} role="img" aria-label="{described}">{shapes}</svg>'


def cut(text: str, room: float, size: int = _SMALL, *, strong: bool = False) -> str:
    """Return the text, cut where it is wider than `room`, in pixels; `size` is that of its letters."""
    ems = room / size / (_STRONG if strong else 1)
    if sum(map(_width, text)) <= ems:
        return text
    return f"{text[: _fitting(text, ems - _width('…'))]}…"


def wrapped(text: str, room: float, most: int) -> list[str]:
    """Return the name of an image in at most so many lines, broken between its parts where it has any.

    What is left over is cut.
    """
    lines: list[str] = []
    while len(lines) < most - 1 and len(text) > 1 and cut(text, room) != text:
        end = _break(text, max(_fitting(text, room / _SMALL), 1))
        lines.append(text[:end])
        text = text[end:]
    return [*lines, cut(text, room)]


def _break(text: str, end: int) -> int:
    """Return where a line ends best, at `end` at the latest, before the end of the text."""
    for before, after in (("/", ""), ("", ":@"), ("-_.", "")):
        for at in range(end, end // 2, -1):
            if text[at - 1] in before or text[at] in after:
                return at
    return end


def _fitting(text: str, ems: float) -> int:
    """Return how many of the first characters find room."""
    kept = 0
    while kept < len(text) and (ems := ems - _width(text[kept])) >= 0:
        kept += 1
    return kept


def _width(character: str) -> float:
    return _WIDTHS.get(character, 1.0 if character >= _EAST_ASIAN else _OTHER)


def fit(text: str, most: int) -> str:
    """Return the text, cut where it has more characters than there is room for."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _shape(name: str, css_class: str, attributes: dict[str, int]) -> str:
    written = " ".join(f'{key}="{value}"' for key, value in attributes.items())
    return f'<{name} class="{css_class}" {written}/>'
