"""Block ids: ` ^id` at the end of a paragraph or list item, or on a line of its own after a block."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from ropewalk.syntax.filler import FILLER

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_CHARACTERS = frozenset(string.ascii_letters + string.digits + "-")
_BLANK = " \t" + FILLER
_NAMED = frozenset(
    {
        "paragraph_close",
        "bullet_list_close",
        "ordered_list_close",
        "blockquote_close",
        "table_close",
        "footnote_definition_close",
        "fence",
        "code_block",
        "math_block",
        "html_block",
    }
)
_INTERRUPTS = ["paragraph", "reference", "blockquote", "list"]


def block_id_plugin(md: MarkdownIt) -> None:
    """Set `meta["block_id"]` on the first token of the block and take the id out of the text.

    A line with nothing but an id ends whatever it stands in, or it would be glued to the last item
    of a list or become a row of a table.
    """
    md.block.ruler.before("table", "block_id", _own_line, {"alt": _INTERRUPTS})
    md.core.ruler.after("block", "block_id", _attach)


def trailing_id(text: str) -> tuple[str, str]:
    """Return the text without the id at its end, and the id; ('…', '') where it has none."""
    stripped = text.rstrip(_BLANK)
    before, caret, name = stripped.rpartition("^")
    if not caret or not _is_id(name) or not (before.endswith((" ", "\t", "\n")) or _ends_embed(before)):
        return text, ""
    return before.rstrip(), name


def _ends_embed(text: str) -> bool:
    """Whether an embed is the last thing: Obsidian's help has an id right behind one."""
    return text.endswith("]]") and text.rfind("![[") == text.rfind("[[") - 1 >= 0


def _is_id(name: str) -> bool:
    return bool(name) and _CHARACTERS.issuperset(name)


def _id_on(state: StateBlock, line: int) -> str:
    begin = state.bMarks[line] + state.tShift[line]
    if state.is_code_block(line) or not state.src.startswith("^", begin):
        return ""
    name = state.src[begin + 1 : state.eMarks[line]].rstrip(_BLANK)
    return name if _is_id(name) else ""


def _own_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    name = _id_on(state, start)
    if not name or not _ends_block(state, start, end):
        return False
    if silent:
        return True
    last = state.tokens[-1].type if state.tokens else ""
    if last not in _NAMED:
        return False
    token = state.push("block_id", "", 0)
    token.content, token.map = name, [start, start + 1]
    state.line = start + 1
    return True


def _ends_block(state: StateBlock, line: int, end: int) -> bool:
    """Whether no text goes on after `line`: an id in the middle of a paragraph is text."""
    following = line + 1
    if following >= state.lineMax or state.isEmpty(following):
        return True
    if state.sCount[following] < state.blkIndent:
        return state.sCount[following] >= 0
    rules = state.md.block.ruler.getRules("paragraph")
    return any(rule is not _own_line and rule(state, following, end, True) for rule in rules)  # noqa: FBT003


def _attach(state: StateCore) -> None:
    """Hand each id to the token that opens its block."""
    if "^" not in state.src:
        return
    tokens = state.tokens
    kept: list[Token] = []
    opened: list[Token] = []
    previous: Token | None = None
    for index, token in enumerate(tokens):
        if token.type == "block_id":
            owner = opened[-1] if _ends_quote(tokens, index) else previous
            if owner is not None:
                owner.meta["block_id"] = token.content
            continue
        kept.append(token)
        if token.nesting > 0:
            opened.append(token)
        elif token.nesting < 0:
            previous = opened.pop()
            if previous.type == "paragraph_open":
                previous = _end_paragraph(tokens, index, opened, previous)
        elif token.type != "inline":
            previous = token
    state.tokens = kept


def _end_paragraph(tokens: list[Token], index: int, opened: list[Token], paragraph: Token) -> Token:
    """Take the id off a paragraph's text; return the block that one on the next line belongs to."""
    owner, inline = paragraph, tokens[index - 1]
    parent = opened[-1] if opened else None
    if parent is not None and parent.type == "list_item_open" and tokens[index - 3] is parent:
        owner = parent
    text, name = trailing_id(inline.content)
    if name:
        cut = inline.content[len(text) :]
        inline.content = text
        inline.meta["cut"] = 0 if "\n" in cut else len(cut)
        target = parent if parent is not None and _ends_quote(tokens, index) else owner
        target.meta["block_id"] = name
    return owner


def _ends_quote(tokens: list[Token], index: int) -> bool:
    """Whether a quote ends behind the token: a part of one has no id, so it is the whole's."""
    return index + 1 < len(tokens) and tokens[index + 1].type == "blockquote_close"
