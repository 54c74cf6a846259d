"""Comments, `%%…%%` and `<!-- … -->`, taken out of the text before it is parsed.

No rule of the parser can do this: a comment may begin in a paragraph and end in the list after it.
What is code and what is not is found line by line, comments and code each hiding the other's marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ropewalk.syntax.blocks import Blocks, Line
from ropewalk.syntax.filler import FILLER

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_MARK = "%%"
_HTML = "<!--"
_HTML_END = "-->"


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
    """Hide a `%%` that was not blanked: should parser and scan ever disagree, nothing may leak."""
    md.inline.ruler.before("escape", "comment", _left_over)


def _left_over(state: StateInline, silent: bool) -> bool:  # noqa: FBT001, ARG001
    if not state.src.startswith(_MARK, state.pos):
        return False
    end = state.src.find(_MARK, state.pos + 2, state.posMax)
    state.pos = state.posMax if end < 0 else end + 2
    return True


class _Scan:
    """One pass over the lines of a note."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.blocks = Blocks()
        self.offset = 0
        """Of the current line in the text."""
        self.comment_end = 0
        """The offset at which the comment we are in ends; 0 or a past one outside."""
        self.code_end = (0, 0)
        """The line and column behind a code span that goes on over line ends."""
        self.no_code: dict[int, int] = {}
        """Length of a run of backticks → the line up to which no other run closes it."""
        self.hidden: list[tuple[int, int]] = []
        self.unclosed: int | None = None

    def run(self) -> Blanked:
        last = max(self.text.rfind(_MARK), self.text.rfind(_HTML))
        for row in range(len(self.lines)):
            if self.offset > max(last, self.comment_end):
                break
            self._line(row)
        text = "\n".join(self.lines)
        return Blanked(text=text, hidden=tuple(self.hidden), unclosed=self.unclosed)

    def _line(self, row: int) -> None:
        original = self.lines[row]
        start = self._leave_comment(row)
        before = self.blocks
        self.blocks, line = before.step(self.lines[row], "".join(self.lines[row + 1 : row + 2]))
        if line.text and any(mark in original for mark in ("`", _MARK, _HTML)):
            stepped = self.lines[row]
            self._text(row, line, max(start, line.start))
            if self.lines[row] != stepped:
                self.lines[row] = _settle(self.lines[row])
                self.blocks, _ = before.step(self.lines[row])
        self.offset += len(original) + 1

    def _leave_comment(self, row: int) -> int:
        """Blank what an open comment covers of the line; return the column behind it."""
        end = min(self.comment_end - self.offset, len(self.lines[row]))
        if end <= 0:
            return 0
        self._blank(row, min(self.blocks.prefix(self.lines[row]), end), end)
        self.lines[row] = _settle(self.lines[row])
        return end

    def _blank(self, row: int, start: int, end: int) -> None:
        line = self.lines[row]
        self.lines[row] = line[:start] + FILLER * (end - start) + line[end:]

    def _text(self, row: int, line: Line, pos: int) -> None:
        """Look through a line of text for comments; code spans and escapes hide them."""
        code_row, code_column = self.code_end
        if code_row > row:
            return
        if code_row == row:
            pos = max(pos, code_column)
        if not line.continues:
            self.no_code.clear()
        marks = _Marks(self.lines[row])
        while (pos := marks.next(pos)) < len(self.lines[row]):
            source = self.lines[row]
            if source[pos] == "\\":
                pos += 2
            elif source[pos] == "`" and not line.raw:
                pos = self._backticks(row, pos, line)
            elif source.startswith(_MARK, pos):
                pos = self._comment(row, pos, _MARK)
            elif source.startswith(_HTML, pos):
                pos = self._html_comment(row, pos, line)
            else:
                pos += 1

    def _html_comment(self, row: int, pos: int, line: Line) -> int:
        """Blank a comment of HTML; an unclosed one only where it begins the line, as in browsers."""
        begins = not self.lines[row][line.start : pos].strip()
        if begins or self.text.find(_HTML_END, self.offset + pos + 2) >= 0:
            return self._comment(row, pos, _HTML)
        return pos + len(_HTML)

    def _comment(self, row: int, pos: int, mark: str) -> int:
        closing = _MARK if mark == _MARK else _HTML_END
        start = self.offset + pos
        end = self.text.find(closing, start + 2)
        if end < 0:
            self.unclosed, end = start, len(self.text)
        else:
            end += len(closing)
        self.hidden.append((start, end))
        self.comment_end = end
        behind = min(end - self.offset, len(self.lines[row]))
        self._blank(row, pos, behind)
        return behind

    def _backticks(self, row: int, pos: int, line: Line) -> int:
        """Return the column behind a code span, or behind a run of backticks that opens none."""
        source = self.lines[row]
        run = _run(source, pos)
        limit = _cell_end(source, pos) if line.row else len(source)
        found = _closing(source, pos + run, limit, run)
        if found >= 0:
            return found
        if line.row or self.no_code.get(run, -1) >= row:
            return pos + run
        return self._closing_line(row, run) or pos + run

    def _closing_line(self, row: int, run: int) -> int:
        """Look on in the paragraph; return the end of this line if a later one closes the code."""
        blocks, last = self.blocks, row
        for later in range(row + 1, len(self.lines)):
            blocks, line = blocks.step(self.lines[later])
            if not line.continues:
                break
            last = later
            found = _closing(self.lines[later], line.start, len(self.lines[later]), run)
            if found >= 0:
                self.code_end = (later, found)
                return len(self.lines[row])
        self.no_code[run] = last
        return 0


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


def _run(line: str, pos: int) -> int:
    end = pos
    while line.startswith("`", end):
        end += 1
    return end - pos


def _closing(line: str, pos: int, limit: int, run: int) -> int:
    """Return the column behind the next run of exactly `run` backticks, -1 if there is none."""
    pos = line.find("`", pos, limit)
    while pos >= 0:
        length = _run(line, pos)
        if length == run:
            return pos + run
        pos = line.find("`", pos + length, limit)
    return -1


def _cell_end(line: str, pos: int) -> int:
    end = line.find("|", pos)
    while end > 0 and line[end - 1] == "\\":
        end = line.find("|", end + 1)
    return len(line) if end < 0 else end


def _settle(line: str) -> str:
    """Make blanks at the end of a line white space: tabs, because two spaces would break the line."""
    kept = line.rstrip(FILLER + " \t\r")
    return kept + line[len(kept) :].replace(FILLER, "\t")
