"""The library's state of block parsing, made in less time: the marks of lines, and tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.utils import EnvType


class LeanState(StateBlock):
    """A `StateBlock` with the same marks and tokens; a note makes a hundred tokens of blocks."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        """Mark the lines of `src`: a last one of nothing but white space is none, as in the library."""
        super().__init__("", md, env, tokens)
        self.src = src
        for marks in (self.bMarks, self.eMarks, self.tShift, self.sCount, self.bsCount):
            marks.clear()
        lines = src.split("\n")
        if not lines[-1].strip(" \t"):
            lines.pop()
        start = 0
        for line in lines:
            indent = len(line) - len(line.lstrip(" \t"))
            self.bMarks.append(start)
            self.tShift.append(indent)
            self.sCount.append(len(line[:indent].expandtabs(4)) if "\t" in line[:indent] else indent)
            start += len(line)
            self.eMarks.append(start)
            start += 1
        self.bMarks.append(len(src))
        self.eMarks.append(len(src))
        self.tShift.append(0)
        self.sCount.append(0)
        self.bsCount += [0] * len(self.bMarks)
        self.lineMax = len(lines)

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Add a token, each field set by itself: `Token` calls three functions to do so."""
        token = Token.__new__(Token)
        self.level -= nesting < 0
        token.type, token.tag, token.nesting = ttype, tag, nesting
        token.attrs, token.map, token.level, token.children = {}, None, self.level, None
        token.content = token.markup = token.info = ""
        token.meta, token.block, token.hidden = {}, True, False
        self.level += nesting > 0
        self.tokens.append(token)
        return token
