"""Which lines of a note are text and which are code, found line by line without building blocks."""

from __future__ import annotations

from dataclasses import replace

from markdown_it.rules_block.html_block import HTML_SEQUENCES

from manifestcheck.value import value

_QUOTE = 0
"""In a stack of containers; any other number is the width of a list item's or footnote's indent."""
_CODE_INDENT = 4
_TAB = 4
_FENCE = 3


@value(kw_only=True)
class Line:
    """What a line is."""

    start: int
    """The offset of its content behind the marks of quotes, lists and footnotes."""
    text: bool = False
    """Markup counts in it: it is neither blank nor code."""
    continues: bool = False
    """It belongs to the paragraph of the line before."""
    raw: bool = False
    """It is inside a block of HTML, where backticks are no code."""
    row: bool = False
    """It is the row of a table."""


@value()
class Blocks:
    """What is open between two lines; `step` is CommonMark's first phase, reduced to that."""

    stack: tuple[int, ...] = ()
    paragraph: bool = False
    fence: str = ""
    """The run of characters that opened the fence we are in."""
    html: int = -1
    """The index into HTML_SEQUENCES of the block of HTML we are in."""
    table: bool = False

    def step(self, line: str, following: str = "") -> tuple[Blocks, Line]:
        """Return the state behind `line` and what it is; `following` tells the head of a table."""
        cursor = Cursor(line)
        matched = cursor.enter(self.stack)
        inside = matched == len(self.stack)
        if inside and self.fence:
            closed = _closes(cursor, self.fence)
            return replace(self, fence="" if closed else self.fence), Line(start=cursor.pos)
        if inside and self.html >= 0:
            return self._html_line(cursor)
        opened = cursor.open_containers(interrupting=inside and self.paragraph)
        stack = self.stack[:matched] + opened
        if cursor.blank():
            return Blocks(stack), Line(start=cursor.pos)
        continues = self.paragraph and not opened and not cursor.begins_block()
        if continues:
            stack = self.stack
        return _leaf(cursor, stack, following, continues=continues, table=inside and self.table)

    def prefix(self, line: str) -> int:
        """Return the offset behind the marks that continue the open containers."""
        cursor = Cursor(line)
        cursor.enter(self.stack)
        return cursor.pos

    def _html_line(self, cursor: Cursor) -> tuple[Blocks, Line]:
        rest = cursor.rest()
        if HTML_SEQUENCES[self.html][1].search(rest):
            return Blocks(self.stack), Line(start=cursor.pos, text=bool(rest), raw=True)
        return self, Line(start=cursor.pos, text=True, raw=True)


def _leaf(
    cursor: Cursor, stack: tuple[int, ...], following: str, *, continues: bool, table: bool
) -> tuple[Blocks, Line]:
    if cursor.indent() >= _CODE_INDENT and not continues:
        return Blocks(stack), Line(start=cursor.pos)
    row = (table and continues) or _heads_table(cursor.rest(), following)
    if cursor.indent() < _CODE_INDENT and not row and (fence := cursor.fence()):
        return Blocks(stack, fence=fence), Line(start=cursor.pos)
    html = cursor.html(interrupting=continues)
    if html >= 0:
        closed = HTML_SEQUENCES[html][1].search(cursor.rest())
        line = Line(start=cursor.pos, text=True, raw=True)
        return Blocks(stack, html=-1 if closed else html), line
    line = Line(start=cursor.pos, text=True, continues=continues, row=row)
    ended = cursor.is_single(under_text=continues) or (not continues and _is_definition(cursor.rest()))
    return Blocks(stack, paragraph=not ended, table=row), line


def _closes(cursor: Cursor, fence: str) -> bool:
    rest = cursor.rest()
    run = len(rest) - len(rest.lstrip(fence[0]))
    return cursor.indent() < _CODE_INDENT and run >= len(fence) and not rest[run:].strip()


def _is_definition(rest: str) -> bool:
    """Whether a line defines the address of reference links, in the plainest form."""
    label, colon, address = rest.partition("]:")
    plain = len(label) > 1 and label.startswith("[") and not set("[]\\<") & set(label[1:] + address)
    return bool(colon) and plain and len(address.split()) == 1


def _heads_table(head: str, following: str) -> bool:
    """Whether `following` is the line of hyphens that makes the line before the head of a table."""
    rule = following.strip("> \t")
    if "|" not in head or "-" not in rule or rule.strip("|-: \t"):
        return False
    return _columns(head) == _columns(rule)


def _columns(row: str) -> int:
    row = row.strip()
    return row.count("|") - row.count("\\|") + 1 - row.startswith("|") - row.endswith("|")


class Cursor:
    """A place in a line; `column` counts tabs to their stops and may lie inside one."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.pos = 0
        self.column = 0

    def _content(self) -> tuple[int, int]:
        """Return the offset and the column of the next character that is not white space."""
        pos, column = self.pos, self.column
        while pos < len(self.line) and self.line[pos] in " \t":
            column = column + 1 if self.line[pos] == " " else column // _TAB * _TAB + _TAB
            pos += 1
        return pos, column

    def rest(self) -> str:
        """Return what stands from here on, without the white space around it."""
        return self.line[self._content()[0] :].rstrip()

    def blank(self) -> bool:
        """Whether nothing stands from here on."""
        return not self.rest()

    def indent(self) -> int:
        """Return how many columns of white space stand here."""
        return self._content()[1] - self.column

    def enter(self, stack: tuple[int, ...]) -> int:
        """Go behind the marks of the open containers; return how many the line continues."""
        for index, container in enumerate(stack):
            if container == _QUOTE:
                if not self._quote(continuing=True):
                    return index
            elif self.indent() >= container:
                self._take(container)
            elif not self.blank():
                return index
        return len(stack)

    def open_containers(self, *, interrupting: bool) -> tuple[int, ...]:
        """Go behind the marks of containers that begin here, and return them."""
        opened: list[int] = []
        while self.indent() < _CODE_INDENT:
            if self._quote():
                opened.append(_QUOTE)
            elif width := self._list_item(interrupting=interrupting and not opened) or self._footnote():
                opened.append(width)
            else:
                break
        return tuple(opened)

    def fence(self) -> str:
        """Return the run of characters that opens a fence here, '' if none does."""
        rest = self.rest()
        run = rest[: len(rest) - len(rest.lstrip(rest[0]))]
        if rest[0] not in "`~" or len(run) < _FENCE or (rest[0] == "`" and "`" in rest[len(run) :]):
            return ""
        return run

    def html(self, *, interrupting: bool) -> int:
        """Return the index of the block of HTML that begins here, -1 if none does.

        A comment is left to those who look for comments.
        """
        rest = self.rest()
        if not rest.startswith("<") or rest.startswith("<!--") or self.indent() >= _CODE_INDENT:
            return -1
        for index, (opening, _, interrupts) in enumerate(HTML_SEQUENCES):
            if (interrupts or not interrupting) and opening.search(rest):
                return index
        return -1

    def is_single(self, *, under_text: bool) -> bool:
        """Whether the block ends with this line: a heading, a rule, or what underlines a heading."""
        rest = self.rest()
        hashes = len(rest) - len(rest.lstrip("#"))
        heading = 0 < hashes <= 6 and rest[hashes : hashes + 1] in ("", " ", "\t")  # noqa: PLR2004
        underline = under_text and not (rest.strip("=") and rest.strip("-"))
        return self.indent() < _CODE_INDENT and (heading or underline or _is_rule(rest))

    def begins_block(self) -> bool:
        """Whether a paragraph can't go on here."""
        if self.indent() >= _CODE_INDENT:
            return False
        if self.rest().startswith("<!--"):
            return True
        return self.is_single(under_text=False) or bool(self.fence()) or self.html(interrupting=True) >= 0

    def _quote(self, *, continuing: bool = False) -> bool:
        """Go behind a `>`; in markdown-it one that continues a quote may stand at any column."""
        pos, column = self._content()
        too_deep = column - self.column >= _CODE_INDENT and not continuing
        if too_deep or not self.line.startswith(">", pos):
            return False
        self.pos, self.column = pos + 1, column + 1
        self._take(1)
        return True

    def _list_item(self, *, interrupting: bool) -> int:
        pos, column = self._content()
        rest = self.line[pos:].rstrip()
        marker = _marker_length(rest)
        after = rest[marker:]
        if not marker or _is_rule(rest) or (after and after[0] not in " \t"):
            return 0
        if interrupting and (not after or (rest[0].isdecimal() and int(rest[: marker - 1]) != 1)):
            return 0
        begin = self.column
        self.pos, self.column = pos + marker, column + marker
        spaces = self.indent() if after else 1
        self._take(1 if spaces > _CODE_INDENT else spaces)
        return column + marker - begin + (1 if spaces > _CODE_INDENT else spaces)

    def _footnote(self) -> int:
        pos, column = self._content()
        end = self.line.find("]:", pos)
        label = self.line[pos + 2 : end]
        if not self.line.startswith("[^", pos) or end < 0 or not label or " " in label:
            return 0
        self.pos, self.column = end + 2, column + end + 2 - pos
        self._take(self.indent())
        return 2

    def _take(self, width: int) -> None:
        """Go over so many columns of white space, perhaps into a tab."""
        target = self.column + width
        while self.column < target and self.pos < len(self.line) and self.line[self.pos] in " \t":
            tab = self.line[self.pos] == "\t"
            stop = self.column // _TAB * _TAB + _TAB if tab else self.column + 1
            self.column = min(stop, target)
            self.pos += stop <= target


def _marker_length(rest: str) -> int:
    if rest[:1] in ("-", "+", "*"):
        return 1
    digits = len(rest) - len(rest.lstrip("0123456789"))
    return digits + 1 if 0 < digits < 10 and rest[digits : digits + 1] in (".", ")") else 0  # noqa: PLR2004


def _is_rule(rest: str) -> bool:
    marks = rest.replace(" ", "").replace("\t", "")
    return len(marks) >= 3 and marks[0] in "-*_" and not marks.strip(marks[0])  # noqa: PLR2004
