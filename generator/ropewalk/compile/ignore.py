"""What an author does not want to be told: `%% ropewalk: ignore RW201 %%` before or in a block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from markdown_it.token import Token

from manifestcheck.position import Position
from ropewalk.codes import UnknownCodeError, chosen
from ropewalk.compile.unit import Unit
from ropewalk.model.note import Ignored
from ropewalk.syntax.comment import Blanked

_WORDS: Final = ("ropewalk:", "ignore")


def ignored(unit: Unit, tokens: Sequence[Token], blanked: Blanked) -> tuple[Ignored, ...]:
    """Return what is to be ignored and where: in the block around the comment, else in the next one.

    Without a code everything is; a comment behind all blocks holds for none.
    """
    return tuple(_ignored(unit, tokens, blanked))


def _ignored(unit: Unit, tokens: Sequence[Token], blanked: Blanked) -> Iterator[Ignored]:
    body = "\n".join(unit.lines)
    for start, end in blanked.hidden:
        words = body[start:end].strip("%<!->").replace(",", " ").split()
        if tuple(words[:2]) != _WORDS:
            continue
        codes = _codes(unit, words[2:], body, start)
        first = body.count("\n", 0, start)
        lines = _block(tokens, first, body.count("\n", 0, end))
        if lines is not None and (codes or not words[2:]):
            yield Ignored(
                codes=codes,
                first_line=unit.first_line + min(first, lines[0]),
                last_line=unit.first_line + lines[1] - 1,
            )


def _codes(unit: Unit, words: Sequence[str], body: str, start: int) -> frozenset[str]:
    """Return what the words of the comment at an offset choose; warn of those that choose nothing."""
    codes: set[str] = set()
    for word in words:
        try:
            codes.update(chosen([word]))
        except UnknownCodeError as error:
            line = unit.first_line + body.count("\n", 0, start)
            place = Position(line, start - body.rfind("\n", 0, start))
            unit.symbols.warn("RW405", f"the comment ignores `{word}`, which is no code", place, error.help)
    return frozenset(codes)


def _block(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
    """Return the lines of the innermost block that holds the lines, else of the first one after them.

    Lines are 0-based, the end is exclusive.
    """
    blocks = [(token.map[0], token.map[1]) for token in tokens if token.map and token.nesting >= 0]
    around = [block for block in blocks if block[0] <= first and last < block[1]]
    if around:
        return max(around, key=lambda block: (block[0], -block[1]))
    return min(
        (block for block in blocks if block[0] > last), key=lambda block: (block[0], -block[1]), default=None
    )
