"""The picture of a note among its neighbours: the note in the middle, they around it, each a link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from math import cos, pi, sin
from typing import Final

from markupsafe import Markup

from ropewalk.model.article import Link
from ropewalk.render.drawing import fit

DRAWN: Final = 24
"""At most so many neighbours are drawn; more are dots without a place."""
_NAMED: Final = 7
"""At most so many can be drawn with their names."""
_WIDTH: Final = 240
_HEIGHT: Final = 190
_LONGEST: Final = 16


def picture(title: str, neighbours: Sequence[Link]) -> Markup | None:
    """Return the picture as SVG; None: the note has no neighbours.

    It is hidden from screen readers: a list of the same links stands beside it.
    """
    if not neighbours:
        return None
    drawn = neighbours[:DRAWN]
    places = _places(len(drawn))
    centre = (_WIDTH // 2, _HEIGHT // 2)
    path = "".join(f"M{centre[0]} {centre[1]} {x} {y}" for x, y in places)
    named = len(drawn) <= _NAMED
    nodes = "".join(_node(link, x, y, named=named) for link, (x, y) in zip(drawn, places, strict=True))
    # Among many dots there is no room for its name either.
    own = f'<g class="near-own">{_dot(*centre, 7)}{_label(title, *centre) if named else ""}</g>'
    size = f'viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    lines = f'<path class="near-lines" d="{path}"/>'
    return Markup(f'<svg class="near" {size} aria-hidden="true">{lines}{nodes}{own}</svg>')  # noqa: S704 - numbers and escaped texts


@cache
def _places(count: int) -> tuple[tuple[int, int], ...]:
    """Return places on an ellipse from the top on, every other one nearer where there are many."""
    return tuple(_around(count))


def _around(count: int) -> Iterator[tuple[int, int]]:
    for number in range(count):
        angle = 2 * pi * number / count - pi / 2
        reach = 0.66 if count > _NAMED and number % 2 else 1.0
        yield (
            round(_WIDTH / 2 + (_WIDTH / 2 - 46) * reach * cos(angle)),
            round(_HEIGHT / 2 - 6 + (_HEIGHT / 2 - 22) * reach * sin(angle)),
        )


def _node(link: Link, x: int, y: int, *, named: bool) -> str:
    inside = f"{_dot(x, y, 5)}{_label(link.text, x, y)}"
    shown = "near-node near-named" if named else "near-node"
    return f'<a class="{shown}" href="{escape(link.href or "")}" tabindex="-1">{inside}</a>'


def _dot(x: int, y: int, radius: int) -> str:
    return f'<circle cx="{x}" cy="{y}" r="{radius}"/>'


def _label(text: str, x: int, y: int) -> str:
    """Return a name outside of the ring: above a dot of the upper half, else below."""
    base = y - 10 if y < _HEIGHT // 2 - 6 else y + 18
    name = escape(text, quote=False)
    short = name if len(text) <= _LONGEST else escape(fit(text, _LONGEST), quote=False)
    return f'<title>{name}</title><text x="{x}" y="{base}">{short}</text>'
