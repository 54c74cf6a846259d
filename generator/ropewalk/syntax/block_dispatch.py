"""A block parser that asks only the rules that can begin with the character a line begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markdown_it.common.utils import mdTrim
from markdown_it.parser_block import ParserBlock
from markdown_it.ruler import Ruler

from ropewalk.syntax.block_state import LeanState
from ropewalk.syntax.filler import FILLER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from markdown_it import MarkdownIt
    from markdown_it.parser_block import RuleFuncBlockType
    from markdown_it.ruler import Rule
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

_Rules = tuple["RuleFuncBlockType", ...]

FIRST_CHARACTERS: Final[Mapping[str, str]] = {
    "block_id": f"^{FILLER}",
    "blockquote": ">",
    "callout": f"[{FILLER}",
    "fence": "`~",
    "footnote": "[",
    "heading": "#",
    "hr": "*-_",
    "html_block": "<",
    "list": "*+-0123456789",
    "math_block": "$",
    "reference": "[",
}
"""What a rule's first line begins with, spaces aside; a rule that is not named here is asked everywhere."""

_CODE_INDENT: Final = 3
"""More spaces than these make code, or go on with a paragraph."""
_UNDERLINES: Final = {"=": "h1", "-": "h2"}


class _Table:
    """Rules by the character that a line begins with."""

    def __init__(self, rules: Iterable[Rule[RuleFuncBlockType]]) -> None:
        named = [(rule.name, rule.fn) for rule in rules]
        self._default: _Rules = tuple(rule for name, rule in named if name not in FIRST_CHARACTERS)
        self._rules: dict[str, _Rules] = {
            char: tuple(rule for name, rule in named if char in FIRST_CHARACTERS.get(name, char))
            for char in "".join(FIRST_CHARACTERS.values())
        }

    def at(self, state: StateBlock, line: int) -> _Rules:
        """Return the rules that a line may begin."""
        pos = state.bMarks[line] + state.tShift[line]
        return self._rules.get(state.src[pos : pos + 1], self._default)

    def interrupt(self, state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
        """Whether one of the rules ends what stands before a line: all of them as a single rule."""
        return any(rule(state, line, end, silent) for rule in self.at(state, line))


class _DispatchingRuler(Ruler["RuleFuncBlockType"]):
    """The library's ruler, whose chains of interrupting rules are one rule each."""

    def __init__(self, base: Ruler[RuleFuncBlockType]) -> None:
        super().__init__()
        self.__rules__ = base.__rules__
        self._chains: dict[str, list[RuleFuncBlockType]] = {}
        self._table: _Table | None = None

    def getRules(self, chainName: str = "") -> list[RuleFuncBlockType]:  # noqa: N802, N803  # the library's names
        """Return the rules of a chain."""
        if self.__cache__ is None:
            self._chains.clear()
            self._table = None
        found = super().getRules(chainName)
        if not chainName or not found:
            return found
        if chainName not in self._chains:
            chosen = (rule for rule in self.__rules__ if rule.enabled and chainName in rule.alt)
            self._chains[chainName] = [_Table(chosen).interrupt]
        return self._chains[chainName]

    def table(self) -> _Table:
        """Return the rules that begin a block."""
        self.getRules()
        if self._table is None:
            self._table = _Table(rule for rule in self.__rules__ if rule.enabled)
        return self._table


class DispatchingBlock(ParserBlock):
    """The library's parser with a table from character to rules."""

    def __init__(self, base: ParserBlock) -> None:
        """Take over the rules of `base`; they may still change."""
        super().__init__()
        self._dispatching = _DispatchingRuler(base.ruler)
        self.ruler = self._dispatching

    def parse(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> list[Token] | None:  # noqa: N803  # as above
        """Add the tokens of `src`."""
        if not src:
            return None
        state = LeanState(src, md, env, outTokens)
        self.tokenize(state, 0, state.lineMax)
        return outTokens

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803  # as above
        """Generate tokens for the lines from `startLine` to before `endLine`."""
        table, nesting = self._dispatching.table(), state.md.options.maxNesting
        line, loose = startLine, False
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                return
            if state.level >= nesting:
                state.line = endLine
                return
            for rule in table.at(state, line):
                if rule(state, line, endLine, False):  # noqa: FBT003
                    break
            state.tight = not loose
            line = state.line
            # A paragraph in a nested list may have taken the empty line behind it.
            loose = loose or ((line - 1) < endLine and state.isEmpty(line - 1))
            if line < endLine and state.isEmpty(line):
                loose = True
                line += 1
                state.line = line


def text_block(state: StateBlock, start: int, _end: int, _silent: bool) -> bool:  # noqa: FBT001
    """Read a paragraph, or the heading that a line of `=` or `-` below it makes: one walk for both.

    The library walks over the lines of each paragraph twice, once for either rule.
    """
    interrupts = state.md.block.ruler.getRules("paragraph")
    end, line, underline = state.lineMax, start + 1, ""
    before, state.parentType = state.parentType, "paragraph"
    while line < end and not state.isEmpty(line):
        indent = state.sCount[line]
        if indent - state.blkIndent <= _CODE_INDENT:
            underline = _underline(state, line) if indent >= state.blkIndent else ""
            if underline or (indent >= 0 and any(rule(state, line, end, True) for rule in interrupts)):  # noqa: FBT003
                break
        line += 1
    content = mdTrim(state.getLines(start, line, state.blkIndent, False))  # noqa: FBT003
    state.line = line + bool(underline)
    name, tag = ("heading", _UNDERLINES[underline]) if underline else ("paragraph", "p")
    opening = state.push(f"{name}_open", tag, 1)
    opening.map, opening.markup = [start, state.line], underline
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = content, [start, line], []
    state.push(f"{name}_close", tag, -1).markup = underline
    state.parentType = before
    return True


def _underline(state: StateBlock, line: int) -> str:
    """Return the character of which a whole line consists, if it makes a heading of those above."""
    pos, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    marker = state.src[pos:end][:1]
    if marker not in _UNDERLINES:
        return ""
    return marker if not state.src[pos:end].rstrip(" \t").strip(marker) else ""


def block_dispatch_plugin(md: MarkdownIt) -> None:
    """Replace the block parser; must come after every plugin that adds a rule for blocks."""
    md.block.ruler.disable("lheading")
    md.block.ruler.at("paragraph", text_block)
    md.block = DispatchingBlock(md.block)
