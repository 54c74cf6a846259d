"""Tags: `#project/ropewalk` behind white space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ropewalk.syntax.filler import FILLER

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_ENDS = frozenset("'\"!#$%&()*+,.:;<=>?@^`{|}~[]\\" + FILLER)


def tag_plugin(md: MarkdownIt) -> None:
    """Add the token `tag`; its `content` is the name without `#`."""
    md.inline.ruler.before("link", "tag", _tag)


def tag_end(text: str, start: int, limit: int) -> int:
    """Return the offset behind the tag name that begins at `start`; `start` if none does.

    A name needs a character besides digits and slashes, and does not end with a slash.
    """
    end = start
    while end < limit and _belongs(text[end]):
        end += 1
    while end > start and text[end - 1] == "/":
        end -= 1
    named = any(char not in "0123456789/" for char in text[start:end])
    return end if named else start


def _belongs(char: str) -> bool:
    general, supplemental = "\u2000" <= char <= "\u206f", "\u2e00" <= char <= "\u2e7f"
    return not (char in _ENDS or char.isspace() or general or supplemental)


def _tag(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    pos, src = state.pos, state.src
    if src[pos] != "#" or state.linkLevel:
        return False
    if pos and not (src[pos - 1].isspace() or src[pos - 1] == FILLER):
        return False
    end = tag_end(src, pos + 1, state.posMax)
    if end == pos + 1:
        return False
    if not silent:
        token = state.push("tag", "", 0)
        token.content = src[pos + 1 : end]
        token.meta = {"pos": pos, "length": end - pos}
    state.pos = end
    return True
