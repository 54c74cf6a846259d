"""Wikilinks and embeds: `[[Note#Heading|text]]` and `![[image.png|alt|200]]`."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from manifestcheck.value import value
from ropewalk.syntax.filler import FILLER
from ropewalk.syntax.image_size import split_size
from ropewalk.syntax.spans import reaches_over

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline


@value(kw_only=True)
class Wikilink:
    """What stands between the double brackets."""

    target: str
    """The path: NFC, trimmed; '' is the note itself."""
    subpath: str
    """What follows the first `#`, without it: `Heading`, `A#B`, `^id`, `page=3`; else ''."""
    shown: str
    """What was given after a pipe, else the default text."""
    start: int = 0
    """Offset at which target and subpath begin in what was read."""
    end: int = 0
    """Offset behind them."""
    alt: str = ""
    width: int | None = None
    height: int | None = None


def wikilink_plugin(md: MarkdownIt) -> None:
    """Add the token `wikilink`; its `meta` holds the `Wikilink` as `link`, `embed`, `pos`, `length`.

    Where no comment stands in it, `address` is offset and length of target and subpath.
    """
    md.inline.ruler.before("link", "wikilink", _wikilink)


def parse_wikilink(inner: str, *, embed: bool = False) -> Wikilink | None:
    """Read what stands between `[[` and `]]`; None where that names nothing."""
    inner = inner.replace(FILLER, "")
    start = len(inner) - len(inner.lstrip())
    inner = inner.strip()
    if not inner:
        return None
    linktext, pipe, text = inner, "", ""
    if not inner.startswith("|"):
        linktext, pipe, text = inner.partition("|")
    if pipe:
        linktext = linktext.removesuffix("\\").rstrip()
    target, _, subpath = linktext.partition("#")
    segments = [segment for part in subpath.split("#") if (segment := _name(part))]
    alt, width, height = split_size(text) if embed and pipe else ("", None, None)
    given = alt if embed else text.strip()
    return Wikilink(
        target=_name(target),
        subpath="#".join(segments),
        shown=given or _default_text(target, segments) or linktext,
        start=start,
        end=start + len(linktext),
        alt=alt,
        width=width,
        height=height,
    )


def _name(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\xa0", " ")).strip()


def _default_text(target: str, segments: list[str]) -> str:
    return " > ".join(part for part in (target.strip(), *segments) if part)


def _wikilink(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    embed = state.src[state.pos] == "!"
    start = state.pos + embed + 2
    if not state.src.startswith("[[", start - 2, state.posMax):
        return False
    end = _closing(state.src, start, state.posMax)
    if end < 0 or reaches_over(state, start, end, "`$"):
        return False
    inner = state.src[start:end]
    link = parse_wikilink(inner, embed=embed)
    if link is None:
        return False
    if not silent:
        token = state.push("wikilink", "", 0)
        token.content = state.src[state.pos : end + 2]
        token.meta = {"link": link, "embed": embed, "pos": state.pos, "length": end + 2 - state.pos}
        if FILLER not in inner:
            token.meta["address"] = (start + link.start, link.end - link.start)
    state.pos = end + 2
    return True


def _closing(src: str, start: int, limit: int) -> int:
    """Return the offset of the `]]`, -1 if a line end or another `[[` comes first.

    The search never looks beyond the next `[[`, so that all of them together are linear.
    """
    for stop in ("[[", "\n"):
        found = src.find(stop, start, limit)
        limit = limit if found < 0 else found
    end = src.find("]]", start, limit)
    if src.startswith("[", start) and src.find("]", start, end) < 0:
        return -1
    return end
