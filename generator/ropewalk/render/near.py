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
"""At most so many neighbours are drawn."""
ALL_NAMED: Final = 7
"""Up to so many are all drawn with their names."""
_SOME_NAMED: Final = 6
"""Of more, so many: their names have room above and below the others, however long they are."""
_WIDTH: Final = 240
_HEIGHT: Final = 190
_MIDDLE: Final = _HEIGHT // 2 - 6
"""Of the rings."""
_OUTER: Final = (_WIDTH // 2 - 46, _HEIGHT // 2 - 22)
_INNER: Final = (84, 38)
"""Half the width and the height of the ring of those without a name, which leaves room for all names."""
_LONGEST: Final = 16

_Place = tuple[int, int]


def picture(title: str, neighbours: Sequence[Link], closest: Sequence[Link] = ()) -> Markup | None:
    """Return the picture as SVG; None: the note has no neighbours.

    `closest` are those of many neighbours that the note is linked with most, in that order. The picture is
    hidden from screen readers: a list of the same links stands beside it.
    """
    if not neighbours:
        return None
    drawn, named = _chosen(neighbours, closest)
    outer, inner = (iter(places) for places in _places(len(named), len(drawn) - len(named)))
    names = {link.href for link in named}
    placed = [(link, next(outer if link.href in names else inner), link.href in names) for link in drawn]
    centre = (_WIDTH // 2, _HEIGHT // 2)
    path = "".join(f"M{centre[0]} {centre[1]} {x} {y}" for _, (x, y), _ in placed)
    nodes = "".join(_node(link, *place, named=is_named) for link, place, is_named in placed)
    own = f'<g class="near-own">{_dot(*centre, 7)}{_label(title, *centre)}</g>'
    size = f'viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    lines = f'<path class="near-lines" d="{path}"/>'
    return Markup(f'<svg class="near" {size} aria-hidden="true">{lines}{nodes}{own}</svg>')  # noqa: S704 - numbers and escaped texts


def _chosen(neighbours: Sequence[Link], closest: Sequence[Link]) -> tuple[Sequence[Link], Sequence[Link]]:
    """Return the neighbours to be drawn, and of these the ones with names, both in the order of titles."""
    if len(neighbours) <= ALL_NAMED:
        return neighbours, neighbours
    if not closest:
        return neighbours[:DRAWN], neighbours[:_SOME_NAMED]
    return sorted(closest[:DRAWN], key=lambda link: link.text.casefold()), closest[:_SOME_NAMED]


@cache
def _places(named: int, others: int) -> tuple[tuple[_Place, ...], tuple[_Place, ...]]:
    """Return the places of those with a name, and of the others within their ring."""
    return tuple(_around(named, _OUTER, 0)), tuple(_around(others, _INNER, 0.5))


def _around(count: int, reach: tuple[int, int], turned: float) -> Iterator[_Place]:
    """Yield places on an ellipse from the top on, turned by a part of a step."""
    for number in range(count):
        angle = 2 * pi * (number + turned) / count - pi / 2
        yield round(_WIDTH / 2 + reach[0] * cos(angle)), round(_MIDDLE + reach[1] * sin(angle))


def _node(link: Link, x: int, y: int, *, named: bool) -> str:
    shown, radius = ("near-node near-named", 5) if named else ("near-node", 4)
    inside = f"{_dot(x, y, radius)}{_label(link.text, x, y)}"
    return f'<a class="{shown}" href="{escape(link.href or "")}" tabindex="-1">{inside}</a>'


def _dot(x: int, y: int, radius: int) -> str:
    return f'<circle cx="{x}" cy="{y}" r="{radius}"/>'


def _label(text: str, x: int, y: int) -> str:
    """Return a name outside of the ring: above a dot of the upper half, else below."""
    base = y - 10 if y < _MIDDLE else y + 18
    name = escape(text, quote=False)
    short = name if len(text) <= _LONGEST else escape(fit(text, _LONGEST), quote=False)
    return f'<title>{name}</title><text x="{x}" y="{base}">{short}</text>'
