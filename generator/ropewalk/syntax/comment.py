"""Comments, `%%…%%` and `<!-- … -->`, taken out of the text before it is parsed.

No rule of the parser can do this: a comment may begin in a paragraph and end in the list after it.
What is code and what is not is found line by line, comments and code each hiding the other's marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ropewalk.syntax.backticks import Backticks, run_length
from ropewalk.syntax.blocks import Blocks, Line
from ropewalk.syntax.filler import FILLER

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

_MARK = "%%"
_HTML = "<!--"
_HTML_END = "-->"
_CLOSING = {_MARK: _MARK, _HTML: _HTML_END}


@dataclass(frozen=True, slots=True, kw_only=True)
class Blanked:
    """A text without its comments."""

    text: str
    """As long as the original, every line too: comments are white space or `FILLER`."""
    hidden: tuple[tuple[int, int], ...] = ()
    """Start and end offset of each comment, marks included, in the order of the text."""
    unclosed: int | None = None
    """The offset of an opening mark without a closing one: it hides the rest of the note."""


def blank_comments(text: str) -> Blanked:
    """Blank the comments of a note without its front matter; its lines end with a line feed."""
    if _MARK not in text and _HTML not in text:
        return Blanked(text=text)
    return _Scan(text).run()


def comment_plugin(md: MarkdownIt) -> None:
    """Hide comments that were not blanked: should parser and scan ever disagree, nothing may leak."""
    md.inline.ruler.before("escape", "comment", _left_over)
    md.core.ruler.after("block", "comment", _left_over_blocks)


def _left_over(state: StateInline, silent: bool) -> bool:  # noqa: FBT001, ARG001
    for mark, closing in _CLOSING.items():
        if state.src.startswith(mark, state.pos):
            if mark == _HTML and state.html_terminator_last(closing) < state.pos:
                return False
            end = state.src.find(closing, state.pos + 2, state.posMax)
            state.pos = state.posMax if end < 0 else end + len(closing)
            return True
    return False


def _left_over_blocks(state: StateCore) -> None:
    if _MARK not in state.src and _HTML not in state.src:
        return
    for token in state.tokens:
        if token.type in ("html_block", "math_block"):
            visible = "".join(token.content.split(_MARK)[::2])
            before, *comments = visible.split(_HTML)
            token.content = before + "".join(text.partition(_HTML_END)[2] for text in comments)


class _Scan:
    """One pass over the lines of a note."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.blocks = Blocks()
        self.row = 0
        self.offset = 0
        """Of the current line in the text."""
        self.comment_end = 0
        """The offset at which the comment we are in ends; 0 or a past one outside."""
        self.code_end = (0, 0)
        """The line and column behind a code span that goes on over line ends."""
        self.no_code: dict[int, int] = {}
        """Length of a run of backticks → the line up to which no other run closes it."""
        self.last_html_end = text.rfind(_HTML_END)
        self.hidden: list[tuple[int, int]] = []
        self.unclosed: int | None = None

    def run(self) -> Blanked:
        last = max(self.text.rfind(_MARK), self.text.rfind(_HTML))
        for row, line in enumerate(self.lines):
            if self.offset > max(last, self.comment_end):
                break
            self.row = row
            self._line(line)
            self.offset += len(line) + 1
        text = "\n".join(self.lines)
        return Blanked(text=text, hidden=tuple(self.hidden), unclosed=self.unclosed)

    def _line(self, source: str) -> None:
        covered = min(max(self.comment_end - self.offset, 0), len(source))
        if covered:
            source = _without(source, [(min(self.blocks.prefix(source), covered), covered)])
            self.lines[self.row] = source
        before = self.blocks
        following = self.lines[self.row + 1] if self.row + 1 < len(self.lines) else ""
        self.blocks, line = before.step(source, following)
        if line.text and any(mark in source for mark in ("`", _MARK, _HTML)):
            spans = list(self._comments(source, line, max(covered, line.start)))
            if spans:
                self.lines[self.row] = _without(source, spans)
                self.blocks, _ = before.step(self.lines[self.row])

    def _comments(self, source: str, line: Line, pos: int) -> Iterator[tuple[int, int]]:
        """Yield the columns that comments cover; code spans and backslashes hide their marks."""
        code_row, code_column = self.code_end
        if code_row >= self.row:
            pos = max(pos, code_column if code_row == self.row else len(source))
        if not line.continues:
            self.no_code.clear()
        marks, ticks = _Marks(source), Backticks(source)
        while (pos := marks.next(pos)) < len(source):
            if source[pos] == "`" and not line.raw:
                pos = self._behind_code(source, pos, line, ticks)
            elif end := self._behind_comment(source, pos, line):
                yield pos, end
                pos = end
            else:
                pos += 2 if source[pos] == "\\" else 1

    def _behind_comment(self, source: str, pos: int, line: Line) -> int:
        """Return the column behind the comment that begins at `pos`, 0 if none does."""
        start = self.offset + pos
        if source.startswith(_MARK, pos):
            end = self.text.find(_MARK, start + len(_MARK))
            return self._hide(start, end, _MARK, len(source))
        if not source.startswith(_HTML, pos):
            return 0
        if start + 2 <= self.last_html_end:
            end = self.text.find(_HTML_END, start + 2)
            return self._hide(start, end, _HTML_END, len(source))
        # Browsers take an unclosed one for text where it does not begin the line.
        begins = not source[line.start : pos].strip()
        return self._hide(start, -1, _HTML_END, len(source)) if begins else 0

    def _hide(self, start: int, closing: int, mark: str, length: int) -> int:
        if closing < 0:
            self.unclosed, closing = start, len(self.text) - len(mark)
        end = closing + len(mark)
        self.hidden.append((start, end))
        self.comment_end = end
        return min(end - self.offset, length)

    def _behind_code(self, source: str, pos: int, line: Line, ticks: Backticks) -> int:
        """Return the column behind a code span, or behind a run of backticks that opens none."""
        run = run_length(source, pos)
        limit = _cell_end(source, pos) if line.row else len(source)
        found = ticks.closing(run, pos + run, limit)
        if found >= 0:
            return found
        if not line.row and self.no_code.get(run, -1) < self.row and self._closes_later(run):
            return len(source)
        return pos + run

    def _closes_later(self, run: int) -> bool:
        """Whether a later line of the paragraph ends the code; then note where."""
        blocks, last = self.blocks, self.row
        for later in range(self.row + 1, len(self.lines)):
            source = self.lines[later]
            blocks, line = blocks.step(source)
            if not line.continues:
                break
            last = later
            found = Backticks(source).closing(run, line.start, len(source)) if "`" in source else -1
            if found >= 0:
                self.code_end = (later, found)
                return True
        self.no_code[run] = last
        return False


class _Marks:
    """The characters of a line that may begin something."""

    def __init__(self, line: str) -> None:
        self._line = line
        self._known = dict.fromkeys("\\`%<", -1)

    def next(self, pos: int) -> int:
        """Return the offset of the next of them from `pos` on, the line's length if there is none."""
        for mark, place in self._known.items():
            if place < pos:
                found = self._line.find(mark, pos)
                self._known[mark] = len(self._line) if found < 0 else found
        return min(self._known.values())


def _cell_end(line: str, pos: int) -> int:
    end = line.find("|", pos)
    while end > 0 and line[end - 1] == "\\":
        end = line.find("|", end + 1)
    return len(line) if end < 0 else end


def _without(line: str, spans: list[tuple[int, int]]) -> str:
    """Blank these columns; at the line's end by tabs, because two spaces would break the line."""
    parts, done = [], 0
    for start, end in spans:
        parts += [line[done:start], FILLER * (end - start)]
        done = end
    blanked = "".join(parts) + line[done:]
    kept = blanked.rstrip(FILLER + " \t\r")
    return kept + blanked[len(kept) :].replace(FILLER, "\t")
