"""Addresses that stand in the text as they are: `https://…`, `www.…` and `name@host`.

They follow GitHub's rules, see <https://github.github.com/gfm/#autolinks-extension->; the plugin of
mdit-py-plugins copies the rest of the paragraph at every colon.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_BEFORE = frozenset(" \t\r\n*_~(\xa0")
_SCHEMES = ("https", "http")
_TRAILING = "?!.,:*_~'\""
_MAX_HOST = 255
_MAX_LOCAL = 64


def bare_url_plugin(md: MarkdownIt) -> None:
    """Turn bare addresses into `link_open`, text and `link_close`, as autolinks in brackets are."""
    # The parser's own way to say where plain text stops; "w" alone would stop it in every other word.
    stops = f"{md.inline.terminator_re.pattern}|www\\."
    md.inline.terminator_re = re.compile(stops)
    md.inline.ruler.push("bare_url", _url)
    md.inline.ruler.push("bare_www", _www)
    md.inline.ruler.push("bare_email", _email)


def _url(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    pos, src = state.pos, state.src
    if silent or state.linkLevel or not src.startswith("://", pos):
        return False
    for scheme in _SCHEMES:
        start = pos - len(scheme)
        if start >= 0 and src[start:pos].lower() == scheme and _free(src, start):
            end = _address_end(src, pos + 3, state.posMax)
            return end > 0 and _push(state, start, end, src[start:end])
    return False


def _www(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    pos, src = state.pos, state.src
    if silent or state.linkLevel or not src.startswith("www.", pos) or not _free(src, pos):
        return False
    end = _address_end(src, pos + 4, state.posMax)
    return end > 0 and _push(state, pos, end, "http://" + src[pos:end])


def _email(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    pos, src = state.pos, state.src
    if silent or state.linkLevel:
        return False
    start = pos
    while start > max(pos - _MAX_LOCAL, 0) and (_is_word(src[start - 1]) or src[start - 1] in ".+-_"):
        start -= 1
    end = _host_end(src, pos + 1, state.posMax)
    while end > pos + 1 and src[end - 1] == ".":
        end -= 1
    host = src[pos + 1 : end]
    if start == pos or not _free(src, start) or "." not in host or host[-1] in "-_":
        return False
    return _push(state, start, end, "mailto:" + src[start:end])


def _free(src: str, start: int) -> bool:
    return start == 0 or src[start - 1] in _BEFORE


def _is_word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _host_end(src: str, start: int, limit: int) -> int:
    end, limit = start, min(limit, start + _MAX_HOST)
    while end < limit and (src[end].isalnum() or src[end] in "-_."):
        end += 1
    return end


def _address_end(src: str, start: int, limit: int) -> int:
    """Return the offset behind the address whose host begins at `start`; 0 if it is none."""
    end = _host_end(src, start, limit)
    labels = src[start:end].strip(".").split(".")
    if not labels[0] or any("_" in label for label in labels[-2:]):
        return 0
    while end < limit and not src[end].isspace() and src[end] != "<":
        end += 1
    return _without_punctuation(src, start, end)


def _without_punctuation(src: str, start: int, end: int) -> int:
    """Leave out what ends the sentence and not the address: a bracket, a full stop."""
    surplus = src.count(")", start, end) - src.count("(", start, end)
    while end > start:
        last = src[end - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
        elif last == ";":
            name = src.rfind("&", max(start, end - 32), end)
            end = name + 1 if name >= 0 and src[name + 1 : end - 1].isalnum() else end
        elif last not in _TRAILING:
            break
        end -= 1
    return end


def _push(state: StateInline, start: int, end: int, address: str) -> bool:
    """Push the link; what stands before the current position is already pending text."""
    href = state.md.normalizeLink(address)
    pending = state.pending
    typed = state.pos - start
    if not state.md.validateLink(href) or (typed and not pending.endswith(state.src[start : state.pos])):
        return False
    state.pending = pending[: len(pending) - typed]
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": href}
    text = state.push("text", "", 0)
    text.content = state.md.normalizeLinkText(state.src[start:end])
    closing = state.push("link_close", "a", -1)
    opening.markup = closing.markup = "autolink"
    opening.info = closing.info = "auto"
    opening.meta = {"pos": start, "length": end - start}
    state.pos = end
    return True
