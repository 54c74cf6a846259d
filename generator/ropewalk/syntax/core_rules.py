"""The library's rules for whole notes, asked only where a character stands that they are about."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from markdown_it.rules_core import normalize, text_join

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.parser_core import RuleFuncCoreType
    from markdown_it.rules_core import StateCore


def core_rules_plugin(md: MarkdownIt) -> None:
    """Let line ends be made equal, and escapes and entities be joined to their text, where there are any."""
    md.core.ruler.at("normalize", partial(_where, "\r\0", normalize))
    md.core.ruler.at("text_join", partial(_where, "\\&", text_join))


def _where(characters: str, rule: RuleFuncCoreType, state: StateCore) -> None:
    if any(character in state.src for character in characters):
        rule(state)
