"""Callouts: a quote whose first line is `[!type]`, a fold mark and a title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown_it.token import Token

from ropewalk.syntax.block_id import trailing_id
from ropewalk.syntax.filler import FILLER

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore

_BLANK = " \t" + FILLER
_UNTITLED = '""'


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    type: str
    metadata: str
    fold: str
    title: str
    offset: int
    """Of the title in the line."""
    block_id: str


def callout_plugin(md: MarkdownIt) -> None:
    """Turn such quotes into `callout_open`, a title, the content and `callout_close`.

    The head is a block of its own and not the first line of a paragraph, so that whatever follows
    it begins afresh: a list that starts at 2, a rule `---`, indented code.
    """
    md.block.ruler.before("table", "callout", _callout_head)
    md.core.ruler.after("block", "callout", _callout_content)


def default_title(identifier: str) -> str:
    """Return the title of a callout that has none: the identifier in title case."""
    words = identifier.replace("-", " ").split()
    return " ".join(word[0].upper() + word[1:] for word in words)


def _parse_head(line: str) -> _Head | None:
    end = line.find("]")
    if not line.startswith("[!") or end < 0:
        return None
    identifier, _, metadata = line[2:end].replace(FILLER, "").partition("|")
    fold = line[end + 1 : end + 2]
    fold = fold if fold in ("+", "-") else ""
    rest = line[end + 1 + len(fold) :]
    if not identifier.strip() or rest.startswith(("(", "[", ":")):
        return None
    rest, block_id = trailing_id(rest)
    return _Head(
        type=identifier.strip().lower(),
        metadata=metadata.strip(),
        fold=fold,
        title=rest.strip(_BLANK),
        offset=end + 1 + len(fold) + len(rest) - len(rest.lstrip(_BLANK)),
        block_id=block_id,
    )


def _callout_head(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    quote = state.tokens[-1] if state.tokens else None
    if silent or quote is None or quote.type != "blockquote_open" or quote.map is None:
        return False
    if quote.map[0] != start or state.is_code_block(start):
        return False
    begin = state.bMarks[start] + state.tShift[start]
    head = _parse_head(state.src[begin : state.eMarks[start]])
    if head is None:
        return False
    quote.type, quote.tag = "callout_open", "div"
    quote.meta = {"type": head.type, "fold": head.fold, "metadata": head.metadata}
    quote.meta["untitled"] = head.title == _UNTITLED
    if head.block_id:
        quote.meta["block_id"] = head.block_id
    if not quote.meta["untitled"]:
        _push_title(state, head, start, begin - (state.src.rfind("\n", 0, begin) + 1))
    if start + 1 < end and state.sCount[start + 1] < 0:
        # A lazy line continues a paragraph, which the head is not: let it begin one.
        state.sCount[start + 1] = 0
    state.env["callouts"] = True
    state.line = start + 1
    return True


def _push_title(state: StateBlock, head: _Head, line: int, column: int) -> None:
    title = state.push("callout_title_open", "div", 1)
    title.map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.content = head.title or default_title(head.type)
    inline.map = [line, line + 1]
    inline.children = []
    inline.meta = {"at": column + head.offset} if head.title else {"default": True}
    title.meta = {"default": not head.title, "fold": head.fold}
    state.push("callout_title_close", "div", -1)


def _callout_content(state: StateCore) -> None:
    """Close what was opened, and put the content between tokens of its own."""
    if "callouts" not in state.env:
        return
    tokens: list[Token] = []
    opened: list[tuple[Token, bool]] = []
    wrapped = 0
    for index, token in enumerate(state.tokens):
        token.level += wrapped
        if token.type == "blockquote_close":
            quote, content = opened.pop()
            if content:
                wrapped -= 1
                token.level -= 1
                tokens.append(_content_token(quote, -1))
            if quote.type == "callout_open":
                token.type, token.tag = "callout_close", "div"
        tokens.append(token)
        if token.type in ("blockquote_open", "callout_open"):
            opened.append((token, False))
        if opened and _is_head_end(token) and state.tokens[index + 1].type != "blockquote_close":
            quote = opened[-1][0]
            opened[-1] = (quote, True)
            tokens.append(_content_token(quote, 1))
            wrapped += 1
    state.tokens = tokens


def _is_head_end(token: Token) -> bool:
    untitled = token.type == "callout_open" and token.meta["untitled"]
    return untitled or token.type == "callout_title_close"


def _content_token(quote: Token, nesting: int) -> Token:
    if nesting > 0:
        return Token("callout_content_open", "div", 1, level=quote.level + 1, block=True)
    return Token("callout_content_close", "div", -1, level=quote.level + 1, block=True)
