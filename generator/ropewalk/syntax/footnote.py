"""Footnotes: `[^1]`, their definitions `[^1]: text`, and those within the text, `^[text]`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from ropewalk.syntax.nesting import MAX_LEVEL

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore

_INDENT = 2
_INTERRUPTS = ["paragraph", "reference", "blockquote", "list"]


def footnote_plugin(md: MarkdownIt) -> None:
    """Add `footnote_ref`, `footnote_definition_open` and `…_close`, each with `meta["label"]`.

    A definition stays where it stands; one that nothing refers to is text, behind a token
    `footnote_unused`. A reference has `defined`; a footnote within the text has its own label, and
    `tokens`, which are of the same inline token.
    """
    md.block.ruler.before("reference", "footnote", _definition, {"alt": _INTERRUPTS})
    md.inline.ruler.before("link", "footnote", _footnote)
    md.core.ruler.after("inline", "footnote", _unused)


def _label_end(src: str, start: int, limit: int) -> int:
    """Return the offset of the bracket behind the label that begins at `start`, -1 if none does."""
    end = start
    while end < limit and src[end] not in "[]" and not src[end].isspace():
        end += 1
    return end if start < end < limit and src[end] == "]" else -1


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("[^", begin) or state.is_code_block(start) or state.level >= MAX_LEVEL:
        return False
    close = _label_end(state.src, begin + 2, state.eMarks[start])
    if close < 0 or not state.src.startswith("]:", close):
        return False
    if not silent:
        label = state.src[begin + 2 : close]
        state.env.setdefault("footnotes", set()).add(label)
        _push_definition(state, start, end, label, close + 2)
    return True


def _push_definition(state: StateBlock, start: int, end: int, label: str, content: int) -> None:
    opening = state.push("footnote_definition_open", "", 1)
    opening.meta = {"label": label}
    before = (state.bMarks[start], state.tShift[start], state.sCount[start], state.parentType)
    shift = state.skipSpaces(content) - content
    state.blkIndent += _INDENT
    state.bMarks[start], state.tShift[start] = content, min(shift, state.eMarks[start] - content)
    state.sCount[start] = state.blkIndent
    state.parentType = "footnote"
    state.md.block.tokenize(state, start, end)
    state.blkIndent -= _INDENT
    state.bMarks[start], state.tShift[start], state.sCount[start], state.parentType = before
    state.line = max(state.line, start + 1)
    opening.map = [start, state.line]
    state.push("footnote_definition_close", "", -1)


def _unused(state: StateCore) -> None:
    """Make text of each definition that nothing refers to, and of all but the first of a label."""
    if "footnotes" not in state.env:
        return
    wanted = {label for token in state.tokens for label in _referred(token.children or ())}
    tokens: list[Token] = []
    opened: list[bool] = []
    for index, token in enumerate(state.tokens):
        if token.type == "footnote_definition_open":
            label = token.meta["label"]
            opened.append(label in wanted)
            wanted.discard(label)
            tokens += [token] if opened[-1] else _as_text(token, state.tokens[index + 1 : index + 3])
        elif token.type != "footnote_definition_close" or opened.pop():
            tokens.append(token)
    state.tokens = tokens


def _referred(children: Sequence[Token]) -> Iterator[str]:
    for child in children:
        if child.type == "footnote_ref":
            yield child.meta["label"]
            yield from _referred(child.meta.get("tokens", ()))


def _as_text(opening: Token, content: list[Token]) -> list[Token]:
    """Put the label before the first paragraph of a definition, or in one of its own."""
    opening.type, opening.nesting = "footnote_unused", 0
    text = Token("text", "", 0, content=f"[^{opening.meta['label']}]:")
    if content[0].type == "paragraph_open" and content[1].children:
        text.content += " "
        content[1].children.insert(0, text)
        return [opening]
    paragraph = Token("paragraph_open", "p", 1, map=opening.map, block=True)
    inline = Token("inline", "", 0, map=opening.map, content="", children=[text])
    return [opening, paragraph, inline, Token("paragraph_close", "p", -1, block=True)]


def _footnote(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    if state.src.startswith("^[", state.pos, state.posMax):
        return _within_text(state, silent=silent)
    if state.src.startswith("[^", state.pos, state.posMax):
        return _reference(state, silent=silent)
    return False


def _reference(state: StateInline, *, silent: bool) -> bool:
    pos, src = state.pos, state.src
    end = _label_end(src, pos + 2, state.posMax)
    if end < 0:
        return False
    label = src[pos + 2 : end]
    defined = label in state.env.get("footnotes", ())
    if not defined and src.startswith(("(", "["), end + 1):
        return False
    if not silent:
        token = state.push("footnote_ref", "", 0)
        token.meta = {"label": label, "defined": defined, "pos": pos, "length": end + 1 - pos}
    state.pos = end + 1
    return True


def _within_text(state: StateInline, *, silent: bool) -> bool:
    pos = state.pos
    if state.html_terminator_last("]") < pos + 3:
        return False
    end = state.md.helpers.parseLinkLabel(state, pos + 1)
    if end <= pos + 2 or not state.src[pos + 2 : end].strip():
        return False
    if not silent:
        children = _children(state, pos + 2, end)
        token = state.push("footnote_ref", "", 0)
        token.meta = {"label": _new_label(state), "defined": True, "tokens": children}
        token.meta |= {"pos": pos, "length": end + 1 - pos}
    state.pos = end + 1
    return True


def _children(state: StateInline, start: int, end: int) -> list[Token]:
    """Parse a part of the text by itself, in place, so that its offsets stay right."""
    md = state.md
    inner = StateInline(state.src, md, state.env, [])
    inner.pos, inner.posMax, inner.level = start, end, state.level + 1
    md.inline.tokenize(inner)
    for rule in md.inline.ruler2.getRules(""):
        rule(inner)
    for token in inner.tokens:
        # Escapes and character references: the core joins them with the text only where they are outermost.
        if token.type == "text_special":
            token.type = "text"
    return inner.tokens


def _new_label(state: StateInline) -> str:
    taken: set[str] = state.env.setdefault("footnotes", set())
    number: int = state.env.get("inline_footnotes", 0) + 1
    while f"inline-{number}" in taken:
        number += 1
    state.env["inline_footnotes"] = number
    return f"inline-{number}"
