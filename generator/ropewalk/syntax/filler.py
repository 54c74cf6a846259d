"""The character that stands where a comment was until the text is parsed.

White space in its place would indent a line (`%%c%% text` would turn into code) or part `**` from
its word; a noncharacter, which Unicode keeps for such internal use, does neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

FILLER = "\ufdd0"


def filler_plugin(md: MarkdownIt) -> None:
    """Take the filler out of everything that a reader could see."""
    md.core.ruler.push("filler", _drop_filler)


def _drop_filler(state: StateCore) -> None:
    if FILLER in state.src:
        _clean(state.tokens)


def _clean(tokens: list[Token]) -> None:
    """Clean all but the content of `inline` tokens, in which the offsets in `meta` count."""
    for token in tokens:
        if token.type != "inline" and FILLER in token.content:
            token.content = token.content.replace(FILLER, "")
        for name, value in token.attrs.items():
            if isinstance(value, str):
                token.attrs[name] = value.replace(FILLER, "").replace("%EF%B7%90", "")
        if token.children:
            _clean(token.children)
        if "tokens" in token.meta:
            _clean(token.meta["tokens"])
