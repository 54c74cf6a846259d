"""The lines of a code block that can be linked to, are numbered or stand out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ropewalk.compile.unit import Unit
from ropewalk.model.slots import Anchor, Piece, Pieces
from ropewalk.syntax.fence import FenceInfo

_MOST: Final = 2_000
"""Lines; a longer block is shown without."""
_NUMBERED: Final = frozenset(("linenums", "showLineNumbers"))


def is_numbered(info: FenceInfo) -> bool:
    """Whether the first line of a fence asks for the numbers of its lines."""
    return not _NUMBERED.isdisjoint({*info.flags, *info.values, *info.rest.split()})


def code_lines(unit: Unit, info: FenceInfo, html: str) -> Pieces:
    """Return highlighted code, cut into lines with ids where its first line asks for that.

    An id is that of the block, or `code-1` for the first one on the page, with `-L` and the line's number.
    """
    bare = html.removesuffix("\n")
    if not (info.lines or is_numbered(info)) or bare.count("\n") >= _MOST:
        return (html,)
    unit.symbols.listings += 1
    name = info.id or f"code-{unit.symbols.listings}"
    return tuple(_marked(unit, info, name, bare)) + (("\n",) if bare != html else ())


def line_ids(unit: Unit, name: str, count: int) -> tuple[str, ...]:
    """Return the ids of a block's first lines: its name with `-L` and the line's number."""
    return tuple(unit.symbols.claim(f"{name}-L{number}") for number in range(1, min(count, _MOST) + 1))


def _marked(unit: Unit, info: FenceInfo, name: str, html: str) -> Iterator[Piece]:
    for number, line in enumerate(html.split("\n"), start=1):
        stands_out = any(first <= number <= last for first, last in info.lines)
        yield ("\n" if number > 1 else "") + ("<mark" if stands_out else "<span") + ' class="code-line"'
        yield Anchor(unit.symbols.claim(f"{name}-L{number}"))
        yield f">{line}{'</mark>' if stands_out else '</span>'}"
