"""The place of Markdown links, images and tags of HTML: `meta["pos"]` and `meta["length"]`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.rules_inline import autolink, html_inline, image, link

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline


def link_plugin(md: MarkdownIt) -> None:
    """Note on `link_open` and `image` where the whole `[text](address)` stands, and so on tags of HTML."""
    md.inline.ruler.at("link", _link)
    md.inline.ruler.at("image", _image)
    md.inline.ruler.at("autolink", _autolink)
    md.inline.ruler.at("html_inline", _html)


def note_place(state: StateInline, first: int, pos: int) -> None:
    """Note on the first token from index `first` on that is one that it spans `pos` to now."""
    for token in state.tokens[first : first + 2]:
        if token.type in ("link_open", "image", "html_inline"):
            token.meta |= {"pos": pos, "length": state.pos - pos}
            return


def _link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    if state.src[state.pos] != "[" or not _can_be_link(state, state.pos):
        return False
    pos, first = state.pos, len(state.tokens)
    matched = link(state, silent)
    if matched and not silent:
        note_place(state, first, pos)
    return matched


def _image(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    pos, first = state.pos, len(state.tokens)
    if not state.src.startswith("![", pos, state.posMax) or not _can_be_link(state, pos):
        return False
    matched = image(state, silent)
    if matched and not silent:
        note_place(state, first, pos)
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
