"""The place of Markdown links, images and tags of HTML: `meta["pos"]` and `meta["length"]`.

And of what a link or image names: `meta["address"]` is its offset and length in the text, or where it is
defined, `meta["defined"]` its row, column and length in what was parsed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.rules_block import reference
from markdown_it.rules_inline import autolink, html_inline, image, link

from ropewalk.syntax.filler import FILLER

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token


def link_plugin(md: MarkdownIt) -> None:
    """Note on `link_open` and `image` where the whole `[text](address)` stands, and so on tags of HTML."""
    md.block.ruler.at("reference", _definition)
    md.inline.ruler.at("link", _link)
    md.inline.ruler.at("image", _image)
    md.inline.ruler.at("autolink", _autolink)
    md.inline.ruler.at("html_inline", _html)


def note_place(state: StateInline, first: int, pos: int) -> Token | None:
    """Note on the first token from index `first` on that is one that it spans `pos` to now; return it."""
    for token in state.tokens[first : first + 2]:
        if token.type in ("link_open", "image", "html_inline"):
            token.meta |= {"pos": pos, "length": state.pos - pos}
            return token
    return None


def _link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    if state.src[state.pos] != "[" or not _can_be_link(state, state.pos):
        return False
    pos, first = state.pos, len(state.tokens)
    matched = link(state, silent)
    if matched and not silent and (token := note_place(state, first, pos)):
        _note_address(state, token, pos)
    return matched


def _image(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    pos, first = state.pos, len(state.tokens)
    if not state.src.startswith("![", pos, state.posMax) or not _can_be_link(state, pos):
        return False
    matched = image(state, silent)
    if matched and not silent and (token := note_place(state, first, pos)):
        _note_address(state, token, pos + 1)
    return matched


def _autolink(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    if state.src[state.pos] != "<" or state.html_terminator_last(">") < state.pos:
        return False
    pos, first = state.pos, len(state.tokens)
    matched = autolink(state, silent)
    if matched and not silent:
        note_place(state, first, pos)
    return matched


def _html(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    pos, first = state.pos, len(state.tokens)
    matched = html_inline(state, silent)
    if matched and not silent:
        note_place(state, first, pos)
    return matched


def _can_be_link(state: StateInline, pos: int) -> bool:
    """Whether the end of a link can still follow; looking for it costs a scan for each bracket."""
    closing = "]" if state.env.get("references") else "]("
    return state.html_terminator_last(closing) > pos


def _note_address(state: StateInline, token: Token, bracket: int) -> None:
    """Note where the address stands of a link whose text begins at `bracket`."""
    if "label" in token.meta:
        token.meta["defined"] = state.env["references"][token.meta["label"]].get("place")
        return
    close = state.md.helpers.parseLinkLabel(state, bracket, token.type == "link_open")
    start, end = _destination(state.md, state.src, close + 2, state.posMax)
    if FILLER not in state.src[start:end]:
        token.meta["address"] = (start, end - start)


def _destination(md: MarkdownIt, text: str, start: int, limit: int) -> tuple[int, int]:
    """Return where the address begins that follows white space, and where it ends."""
    while start < limit and text[start] in " \t\n":
        start += 1
    found = md.helpers.parseLinkDestination(text, start, limit)
    return start, found.pos if found.ok else start


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Note where the address stands in what the parser keeps of a definition, `[label]: address`."""
    known = len(state.env.get("references", ()))
    if not reference(state, start, end, silent):
        return False
    if not silent and len(state.env["references"]) > known:
        *_, kept = state.env["references"].values()
        kept["place"] = _place(state, start)
    return True


def _place(state: StateBlock, first: int) -> tuple[int, int, int] | None:
    """Return row, column and length of the address of the definition that begins on line `first`."""
    begins = [state.bMarks[line] + state.tShift[line] for line in range(first, state.line)]
    lines = [
        state.src[begin : state.eMarks[line] + 1]
        for begin, line in zip(begins, range(first, state.line), strict=True)
    ]
    text = "".join(lines)
    close = 1
    while text[close] != "]":
        close += 2 if text[close] == "\\" else 1
    start, end = _destination(state.md, text, close + 2, len(text))
    if FILLER in text[start:end]:
        return None
    row = text.count("\n", 0, start)
    begin = begins[row]
    column = begin - (state.src.rfind("\n", 0, begin) + 1) + start - len("".join(lines[:row]))
    return first + row, column, end - start
