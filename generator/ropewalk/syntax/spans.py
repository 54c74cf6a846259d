"""What several inline rules ask about the text ahead of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline


def reaches_over(state: StateInline, start: int, end: int, openers: str) -> bool:
    """Whether something that one of `openers` opens in `start:end` closes behind `end`.

    Code binds tighter than maths, and maths tighter than a wikilink: [[a `]]` b]] is code.
    """
    before, src = state.pos, state.src
    if all(src.find(opener, start, end) < 0 for opener in openers):
        return False
    pos = start
    while pos < end:
        if src[pos] not in openers:
            pos += 1
            continue
        state.pos = pos
        state.md.inline.skipToken(state)
        pos = state.pos
    state.pos = before
    return pos > end
