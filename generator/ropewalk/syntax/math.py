"""Maths: `$x$` in the text, `$$x$$` in the text or as a block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ropewalk.syntax.filler import FILLER
from ropewalk.syntax.spans import reaches_over

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_BLANK = " \t\n\xa0" + FILLER


def math_plugin(md: MarkdownIt) -> None:
    """Add the tokens `math_inline`, `math_inline_double` and `math_block`; `content` is the formula.

    The plugin dollarmath of mdit-py-plugins looks for a digit before the first character and finds
    the last one of the paragraph, and searches the whole note for the end of each unclosed `$$`.
    """
    md.inline.ruler.before("escape", "math", _inline)
    alt = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("fence", "math_block", _block, {"alt": alt})


def _inline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    pos, src = state.pos, state.src
    if src[pos] != "$":
        return False
    mark = "$$" if src.startswith("$$", pos, state.posMax) else "$"
    start = pos + len(mark)
    if mark == "$" and src[start : start + 1].strip(_BLANK) == "":
        return False
    end = _closing(state, start, mark)
    formula = src[start:end]
    if end < 0 or not formula.strip(_BLANK) or reaches_over(state, start, end, "`"):
        return False
    if mark == "$" and not _is_formula(src, end, state.posMax):
        return False
    if not silent:
        token = state.push("math_inline_double" if mark == "$$" else "math_inline", "math", 0)
        token.content, token.markup = formula.strip(), mark
    state.pos = end + len(mark)
    return True


def _is_formula(src: str, end: int, limit: int) -> bool:
    """Whether the closing dollar stands as that of a formula does, and not as those of prices."""
    return src[end - 1] not in _BLANK and not (end + 1 < limit and src[end + 1].isdecimal())


def _closing(state: StateInline, start: int, mark: str) -> int:
    """Return the offset of the next `mark` without a backslash, -1 if there is none."""
    if state.html_terminator_last(mark) < start:
        return -1
    end = state.src.find(mark, start, state.posMax)
    while end > start and _is_escaped(state.src, start, end):
        end = state.src.find(mark, end + 1, state.posMax)
    return end


def _is_escaped(src: str, start: int, pos: int) -> bool:
    first = pos
    while first > start and src[first - 1] == "\\":
        first -= 1
    return (pos - first) % 2 == 1


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    if state.is_code_block(start):
        return False
    begin = state.bMarks[start] + state.tShift[start]
    first = state.src[begin : state.eMarks[start]].rstrip()
    if not first.startswith("$$"):
        return False
    inner = first[2:]
    alone = len(inner) > 2 and inner.endswith("$$")  # noqa: PLR2004
    if "$$" in (inner[:-2] if alone else inner):
        return False
    last = start if alone else _last_line(state, start, end)
    if last >= 0 and not silent:
        _push(state, start, last, inner[:-2] if alone else f"{inner}\n{_lines(state, start + 1, last)}")
    return last >= 0


def _lines(state: StateBlock, first: int, last: int) -> str:
    """Return these lines without the marks of containers and without the closing dollars."""
    return state.getLines(first, last + 1, state.blkIndent, False).rstrip()[:-2]  # noqa: FBT003


def _last_line(state: StateBlock, start: int, end: int) -> int:
    """Return the line that ends with `$$`, -1 if a blank line or the end of the container is first."""
    known: tuple[int, int] = state.env.get("math_search", (-1, -1))
    if known[0] <= start < known[1]:
        return -1
    line = start + 1
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        if state.src[state.bMarks[line] : state.eMarks[line]].rstrip().endswith("$$"):
            return line
        line += 1
    state.env["math_search"] = (start, line)
    return -1


def _push(state: StateBlock, start: int, last: int, formula: str) -> None:
    token = state.push("math_block", "math", 0)
    token.content, token.markup = formula.strip("\n"), "$$"
    token.map = [start, last + 1]
    state.line = last + 1
