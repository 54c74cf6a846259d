"""Where each cell of a table stands in its line: `meta["at"]` and `meta["escapes"]`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.rules_block import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_ESCAPED = "\\|"
_RULE = "|-:"


def table_plugin(md: MarkdownIt) -> None:
    """Give the `inline` token of each cell its 0-based column and the offsets of escaped pipes."""
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    if not _has_rule(state, start, end):
        return False
    first = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    cells: Iterator[tuple[int, tuple[int, ...]]] = iter(())
    for token in state.tokens[first:]:
        if token.type == "tr_open" and token.map:
            cells = _cells(state, token.map[0])
        elif token.type == "inline" and token.content:
            token.meta["at"], token.meta["escapes"] = next(cells)
        elif token.type == "inline":
            next(cells, None)
    return True


def _has_rule(state: StateBlock, start: int, end: int) -> bool:
    """Whether the second line can be the one of hyphens: asked for every line, so before anything else."""
    if start + 1 >= end:
        return False
    pos, stop = state.bMarks[start + 1] + state.tShift[start + 1], state.eMarks[start + 1]
    return pos < stop and state.src[pos] in _RULE and not state.src[pos:stop].strip(f"{_RULE} \t")


def _cells(state: StateBlock, line: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield column and escapes of each cell as the table rule splits them."""
    begin = state.bMarks[line] + state.tShift[line]
    shift = begin - (state.src.rfind("\n", 0, begin) + 1)
    raw = state.src[begin : state.eMarks[line]]
    column, limit = len(raw) - len(raw.lstrip(MD_TRIM_CHARS)), len(raw.rstrip(MD_TRIM_CHARS))
    column += raw.startswith("|", column)
    while column <= limit:
        stop = _pipe(raw, column, limit)
        text = raw[column:stop]
        inner = text.lstrip(MD_TRIM_CHARS)
        yield shift + stop - len(inner), _escapes(inner)
        column = stop + 1


def _pipe(raw: str, start: int, limit: int) -> int:
    """Return the offset of the next pipe without a backslash, `limit` if there is none."""
    pipe = raw.find("|", start, limit)
    while pipe > 0 and raw[pipe - 1] == "\\":
        pipe = raw.find("|", pipe + 1, limit)
    return limit if pipe < 0 else pipe


def _escapes(raw: str) -> tuple[int, ...]:
    """Return where in the cell's content a pipe stands that has lost its backslash."""
    offsets: list[int] = []
    found = raw.find(_ESCAPED)
    while found >= 0:
        offsets.append(found - len(offsets))
        found = raw.find(_ESCAPED, found + 2)
    return tuple(offsets)
