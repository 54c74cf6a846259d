"""Highlights: `==marked==`, with other inline markup inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.rules_inline.state_inline import Delimiter

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_MARKER = ord("=")


def highlight_plugin(md: MarkdownIt) -> None:
    """Add `mark_open` and `mark_close`, paired by the library's delimiter runs as `~~` is."""
    md.inline.ruler.after("strikethrough", "highlight", _scan)
    md.inline.ruler2.before("emphasis", "highlight", _pair)


def _scan(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    if silent or not state.src.startswith("==", state.pos):
        return False
    run = state.scanDelims(state.pos, True)  # noqa: FBT003
    if run.length % 2:
        state.push("text", "", 0).content = "="
    for _ in range(run.length // 2):
        state.push("text", "", 0).content = "=="
        state.delimiters.append(
            Delimiter(
                marker=_MARKER,
                length=0,
                token=len(state.tokens) - 1,
                end=-1,
                open=run.can_open,
                close=run.can_close,
            )
        )
    state.pos += run.length
    return True


def _pair(state: StateInline) -> None:
    _mark(state, state.delimiters)
    for meta in state.tokens_meta:
        if meta:
            _mark(state, meta["delimiters"])


def _mark(state: StateInline, delimiters: list[Delimiter]) -> None:
    for opener in delimiters:
        if opener.marker != _MARKER or opener.end == -1:
            continue
        opening = state.tokens[opener.token]
        closing = state.tokens[delimiters[opener.end].token]
        opening.type, opening.nesting = "mark_open", 1
        closing.type, closing.nesting = "mark_close", -1
        for token in (opening, closing):
            token.tag, token.markup, token.content = "mark", "==", ""
