"""Links and tags inside comments: never shown, but a note that moves takes them along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from manifestcheck.position import Position
from ropewalk.syntax.locate import Locator

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MARGIN = " \t>"
_MARKS = "[#"
"""Without one of these there is no link into the vault and no tag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """A link, an embed or a tag inside a comment."""

    token: Token
    """`wikilink`, `link_open`, `image` or `tag`, as the parser makes it."""
    text: str
    """What the link shows, without markup; '' for the others."""
    position: Position
    length: int
    address: tuple[Position, int] | None = None
    """Where it writes what it names, and how long that is."""


def links_in(
    md: MarkdownIt, text: str, hidden: Sequence[tuple[int, int]], first_line: int = 1
) -> Iterator[Hidden]:
    """Yield what stands in the spans of `text` that are comments, in the order of the text.

    `first_line` is the 1-based number that the first line of `text` has in the file.
    """
    line, counted = first_line, 0
    for start, end in hidden:
        line += text.count("\n", counted, start)
        counted = start
        before = text[text.rfind("\n", 0, start) + 1 : start]
        yield from _in_comment(md, before, text[start:end], line)


def _in_comment(md: MarkdownIt, before: str, comment: str, first_line: int) -> Iterator[Hidden]:
    """Read a comment by itself, without the indentation and the `>` of what it stands in."""
    inner = _without_marks(comment)
    if not any(mark in inner for mark in _MARKS):
        return
    lines = [line.lstrip(_MARGIN) for line in inner.split("\n")]
    originals = (before + inner).split("\n")
    locator = Locator(originals, first_line)
    margins = [len(original) - len(line) for original, line in zip(originals, lines, strict=True)]
    for inline in md.parse("\n".join(lines)):
        if "at" in inline.meta and inline.map:
            inline.meta["at"] += margins[inline.map[0]]
        yield from _found(inline, locator, margins)


def _found(inline: Token, locator: Locator, margins: Sequence[int]) -> Iterator[Hidden]:
    children = inline.children or []
    for index, token in enumerate(children):
        if token.type in ("wikilink", "link_open", "image", "tag"):
            text = _link_text(children[index + 1 :]) if token.type == "link_open" else ""
            if token.meta.get("defined"):
                row, column, size = token.meta["defined"]
                token.meta["defined"] = (row, column + margins[row], size)
            (position, length), address = locator.link(inline, token)
            yield Hidden(token=token, text=text, position=position, length=length, address=address)


def _without_marks(comment: str) -> str:
    """Put blanks for the marks, and for what would begin a comment inside a comment of HTML."""
    if comment.startswith("<!--"):
        return "    " + comment[4:].removesuffix("-->").replace("%%", "  ")
    return "  " + comment[2:].removesuffix("%%")


def _link_text(behind: list[Token]) -> str:
    parts: list[str] = []
    for token in behind:
        if token.type == "link_close":
            break
        parts.append(token.content)
    return "".join(parts)
