"""A limit for blocks within blocks: what is deeper stays text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from markdown_it.rules_block import blockquote, list_block

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.parser_block import RuleFuncBlockType
    from markdown_it.rules_block import StateBlock

MAX_LEVEL = 64
"""A quote or a footnote takes one level, a list two. The library's own limit (`maxNesting`) drops
what is deeper, so it has to lie above."""


def nesting_plugin(md: MarkdownIt) -> None:
    """Let the rules of quotes and lists fail at `MAX_LEVEL`."""
    interrupts = ["paragraph", "reference", "blockquote"]
    md.block.ruler.at("blockquote", partial(_capped, blockquote), {"alt": [*interrupts, "list"]})
    md.block.ruler.at("list", partial(_capped, list_block), {"alt": interrupts})


def _capped(
    rule: RuleFuncBlockType,
    state: StateBlock,
    start: int,
    end: int,
    silent: bool,  # noqa: FBT001
) -> bool:
    return state.level < MAX_LEVEL and rule(state, start, end, silent)
