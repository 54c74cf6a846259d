"""The elements of an author's HTML that are open at a place, and what an end tag there closes."""

from __future__ import annotations

from dataclasses import dataclass

from ropewalk.raw_html_allowed import BLOCKS, HEADINGS, PHRASING, TABLE_PARTS

_TABLE = frozenset({"table"})
_CELLS_AND_TABLE = frozenset({"caption", "table", "td", "th"})
_BARRIERS = {
    **dict.fromkeys(TABLE_PARTS, _TABLE),
    "table": frozenset[str](),
    "dd": _CELLS_AND_TABLE | {"dl"},
    "dt": _CELLS_AND_TABLE | {"dl"},
    "li": _CELLS_AND_TABLE | {"ol", "ul"},
    "rp": _CELLS_AND_TABLE | {"ruby"},
    "rt": _CELLS_AND_TABLE | {"ruby"},
}
"""Elements that an end tag can't reach through; those of a table for every name that is not here."""
_CELLS = frozenset({"caption", "td", "th"})
_IMPLIED = {
    "caption": TABLE_PARTS,
    "col": TABLE_PARTS - {"colgroup"},
    "colgroup": TABLE_PARTS,
    "dd": frozenset({"dd", "dt"}),
    "dt": frozenset({"dd", "dt"}),
    "li": frozenset({"li"}),
    "rp": frozenset({"rp", "rt"}),
    "rt": frozenset({"rp", "rt"}),
    "table": _TABLE,
    "tbody": TABLE_PARTS,
    "td": frozenset({"caption", "colgroup", "td", "th"}),
    "tfoot": TABLE_PARTS,
    "th": frozenset({"caption", "colgroup", "td", "th"}),
    "thead": TABLE_PARTS,
    "tr": frozenset({"caption", "colgroup", "td", "th", "tr"}),
}
DEPTH = 100
"""No more elements may be open: browsers nest five times as deep, and a page needs none of it."""


@dataclass(slots=True)
class _Open:
    name: str
    html: str
    ended: bool = False


class OpenTags:
    """A stack of open elements."""

    def __init__(self) -> None:
        """Begin with nothing open."""
        self._stack: list[_Open] = []

    @property
    def full(self) -> bool:
        """No further element may be opened."""
        return len(self._stack) >= DEPTH

    @property
    def start_html(self) -> str:
        """The start tags of all that is open, outermost first."""
        return "".join(element.html for element in self._stack)

    @property
    def end_html(self) -> str:
        """The end tags that close all of it."""
        return "".join(f"</{element.name}>" for element in reversed(self._stack))

    @property
    def in_bare_table(self) -> bool:
        """Inside a table, but in none of its cells: there browsers move all but rows and cells away."""
        for element in reversed(self._stack):
            if element.name in _CELLS_AND_TABLE:
                return element.name == "table"
        return False

    def holds(self, names: frozenset[str]) -> bool:
        """Say whether an element of one of the names is open."""
        return any(element.name in names for element in self._stack)

    def push(self, name: str, html: str) -> None:
        """Open an element whose start tag is `html`."""
        self._stack.append(_Open(name, html))

    def clear(self) -> None:
        """Forget all that is open."""
        self._stack.clear()

    def imply(self, name: str) -> str:
        """Close what a start tag of this name closes without saying so; return the end tags."""
        barrier = _CELLS if name == "table" else _BARRIERS.get(name, _CELLS_AND_TABLE)
        html = self._cut_at(self._index(_IMPLIED.get(name, frozenset()), barrier, last=True))
        if name in BLOCKS:
            html += self._cut_at(self._index(frozenset({"p"}), _CELLS_AND_TABLE))
        return html

    def end(self, name: str) -> str | None:
        """Close the element that an end tag of this name closes; return the end tags, None: there is none."""
        names = HEADINGS if name in HEADINGS else frozenset({name})
        index = self._index(names, _BARRIERS.get(name, _CELLS_AND_TABLE))
        if index is None:
            return None
        if name in PHRASING and any(open_.name in BLOCKS - {"p"} for open_ in self._stack[index + 1 :]):
            self._stack[index].ended = True
            return ""
        return self._cut_at(index)

    def _index(self, names: frozenset[str], barrier: frozenset[str], *, last: bool = False) -> int | None:
        found = None
        for index in range(len(self._stack) - 1, -1, -1):
            element = self._stack[index]
            if element.name in names and not element.ended:
                found = index
                if not last:
                    return found
            elif element.name in barrier:
                return found
        return found

    def _cut_at(self, index: int | None) -> str:
        """Close the element at the index with all above it, and below it what had its end tag before."""
        if index is None:
            return ""
        while index and self._stack[index - 1].ended:
            index -= 1
        closed = self._stack[index:]
        del self._stack[index:]
        return "".join(f"</{element.name}>" for element in reversed(closed))
