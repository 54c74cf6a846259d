"""An inline parser that asks only the rules that can begin with the character it stands at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.parser_inline import ParserInline
from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it import MarkdownIt
    from markdown_it.parser_inline import RuleFuncInlineType
    from markdown_it.rules_inline import StateInline
    from markdown_it.utils import EnvType

_Rules = tuple["RuleFuncInlineType", ...]

FIRST_CHARACTERS: Mapping[str, str] = {
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
    "math": "$",
    "wikilink": "[!",
    "tag": "#",
    "highlight": "=",
    "comment": "%<",
    "footnote": "[^",
    "bare_url": ":",
    "bare_www": "w",
    "bare_email": "@",
}
"""What a rule's match begins with; a rule that is not named here is asked everywhere."""


class DispatchingInline(ParserInline):
    """The library's parser with a table from character to rules.

    The library asks every rule at every character that is not plain text, which with twice as many
    rules takes twice the time.
    """

    def __init__(self, base: ParserInline) -> None:
        """Take over the rules of `base`; its rulers may still change."""
        super().__init__()
        self.ruler = base.ruler
        self.ruler2 = base.ruler2
        self.terminator_re = base.terminator_re
        self._chain: list[RuleFuncInlineType] | None = None
        self._table: dict[str, _Rules] = {}
        self._default: _Rules = ()

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Add the tokens of `src`: most cells and many items are text in which no rule can begin."""
        if src and not self.terminator_re.search(src):
            tokens.append(Token("text", "", 0, content=src))
            return tokens
        return super().parse(src, md, env, tokens)

    def tokenize(self, state: StateInline) -> None:
        """Generate tokens for the range of `state`."""
        table, default = self._rules()
        src, end, nesting = state.src, state.posMax, state.md.options["maxNesting"]
        while state.pos < end:
            char = src[state.pos]
            if state.level < nesting:
                for rule in table.get(char, default):
                    if rule(state, False):  # noqa: FBT003
                        break
                else:
                    state.append_pending(char)
                    state.pos += 1
            else:
                state.append_pending(char)
                state.pos += 1
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:  # noqa: N802
        """Move behind the next token without generating it."""
        start = state.pos
        if start in state.cache:
            state.pos = state.cache[start]
            return
        if state.level >= state.md.options["maxNesting"]:
            # What is nested deeper is skipped to the end, as the library does.
            state.pos = state.posMax
        elif not self._skip(state):
            state.pos = start + 1
        state.cache[start] = state.pos

    def _skip(self, state: StateInline) -> bool:
        table, default = self._rules()
        state.level += 1
        matched = any(rule(state, True) for rule in table.get(state.src[state.pos], default))  # noqa: FBT003
        state.level -= 1
        return matched

    def _rules(self) -> tuple[dict[str, _Rules], _Rules]:
        chain = self.ruler.getRules("")
        if chain is not self._chain:
            self._chain = chain
            self._build(chain)
        return self._table, self._default

    def _build(self, chain: list[RuleFuncInlineType]) -> None:
        named = list(zip(self.ruler.get_active_rules(), chain, strict=True))
        self._default = tuple(rule for name, rule in named if name not in FIRST_CHARACTERS)
        everything = set("".join(FIRST_CHARACTERS.values()))
        self._table = {
            char: tuple(
                rule for name, rule in named if name != "text" and char in FIRST_CHARACTERS.get(name, char)
            )
            for char in everything
        }


def dispatch_plugin(md: MarkdownIt) -> None:
    """Replace the inline parser; must come after every plugin that adds a terminator."""
    md.inline = DispatchingInline(md.inline)
