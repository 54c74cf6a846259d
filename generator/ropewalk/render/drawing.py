"""A drawing in the making: shapes and texts in SVG, styled by class names only."""

from __future__ import annotations

from html import escape


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


def fit(text: str, most: int) -> str:
    """Return the text, cut where it has more characters than there is room for."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _shape(name: str, css_class: str, attributes: dict[str, int]) -> str:
    written = " ".join(f'{key}="{value}"' for key, value in attributes.items())
    return f'<{name} class="{css_class}" {written}/>'
