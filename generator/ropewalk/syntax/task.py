"""Tasks: list items that begin with a character in brackets, `- [x] done`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_BOX = 3


def task_plugin(md: MarkdownIt) -> None:
    """Set `meta["task"]` of the item to the character, `meta["tasks"]` of its list to True."""
    md.core.ruler.before("inline", "task", _tasks)


def _tasks(state: StateCore) -> None:
    lists: list[Token] = []
    tokens = state.tokens
    for index, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(token)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif (
            token.type == "list_item_open"
            and tokens[index + 1].type == "paragraph_open"
            and _take_box(state, token, tokens[index + 2])
        ):
            lists[-1].meta["tasks"] = True


def _take_box(state: StateCore, item: Token, inline: Token) -> bool:
    """Move the box from the text of the item to its `meta`; return whether there was one."""
    text = inline.content
    if text[:1] != "[" or text[2:_BOX] != "]" or text[1] == "\n":
        return False
    if text[_BOX:] and text[_BOX] not in " \t":
        return False
    if not text[_BOX:] and not _has_space(state, inline):
        return False
    item.meta["task"] = text[1]
    inline.content = text[_BOX:].lstrip(" \t")
    inline.meta["shift"] = inline.meta.get("shift", 0) + len(text) - len(inline.content)
    return True


def _has_space(state: StateCore, inline: Token) -> bool:
    """Whether white space follows a box without a text, which the paragraph has lost."""
    if "lines" not in state.env:
        state.env["lines"] = state.src.split("\n")
    line: str = state.env["lines"][inline.map[0]] if inline.map else ""
    return line.endswith((" ", "\t"))
