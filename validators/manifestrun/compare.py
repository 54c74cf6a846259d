"""Expected lines against the lines that came: matched from the top, with what the names were bound to."""

import difflib
import itertools
import re
from collections.abc import Iterable

from manifestrun.pattern import ANYTHING, Bindings, Vocabulary


def compare(
    expected: tuple[str, ...], got: tuple[str, ...], bindings: Bindings, vocabulary: Vocabulary
) -> Bindings | None:
    """Return the bindings after the whole output, None if it is not what was expected.

    A line `...` stands for any number of lines, none included: the fewest with which the rest matches.
    """
    for index, line in enumerate(expected):
        if line.strip() == ANYTHING:
            return _skip(expected[index + 1 :], got[index:], bindings, vocabulary)
        after = vocabulary.match(line, got[index], bindings) if index < len(got) else None
        if after is None:
            return None
        bindings = after
    return bindings if len(expected) == len(got) else None


def _skip(
    expected: tuple[str, ...], got: tuple[str, ...], bindings: Bindings, vocabulary: Vocabulary
) -> Bindings | None:
    if not expected:
        return bindings
    skips = (compare(expected, got[skipped:], bindings, vocabulary) for skipped in range(len(got) + 1))
    return next((after for after in skips if after is not None), None)


def masked(
    expected: tuple[str, ...], got: tuple[str, ...], bindings: Bindings, vocabulary: Vocabulary
) -> tuple[str, ...]:
    """Return what came, in the words of what was expected wherever those still hold.

    An output that matches is thus returned as it was expected, and a record of it stays the same when only
    addresses and ages change.
    """
    if compare(expected, got, bindings, vocabulary) is not None:
        return expected

    def new_lines(near: tuple[str, ...], came: tuple[str, ...]) -> list[str]:
        """Go on to what stood for any number of lines, if there is such a one."""
        wild = next((index for index, line in enumerate(near) if line.strip() == ANYTHING), None)
        came = came if wild is None else came[:wild]
        pairs = itertools.zip_longest(near[: len(came)], came, fillvalue="")
        lines = [_words(old, new, bindings, vocabulary) for old, new in pairs]
        return lines if wild is None else [*lines, ANYTHING]

    lines: list[str] = []
    for tag, start, end, other, stop in _blocks(expected, got, bindings, vocabulary):
        lines += expected[start:end] if tag == "equal" else new_lines(expected[start:end], got[other:stop])
    return tuple(lines)


def _blocks(
    expected: tuple[str, ...], got: tuple[str, ...], bindings: Bindings, vocabulary: Vocabulary
) -> Iterable[tuple[str, int, int, int, int]]:
    """Align the two: a line that matches counts as equal, whatever its tokens stand for."""
    plain = [line for line in expected if line.strip() != ANYTHING]
    shown = list(got)
    for index, line in enumerate(got):
        fits = (old for old in plain if vocabulary.match(old, line, bindings) is not None)
        shown[index] = next(fits, line)
    return difflib.SequenceMatcher(None, expected, shown, autojunk=False).get_opcodes()


def _words(expected: str, line: str, bindings: Bindings, vocabulary: Vocabulary) -> str:
    """Put back the tokens of a line that has as many words as before, from the last to the first."""
    old, new = expected.split(), list(re.finditer(r"\S+", line))
    if len(old) != len(new):
        return line
    for before, after in reversed(list(zip(old, new, strict=True))):
        if vocabulary.has_tokens(before) and vocabulary.match(before, after[0], bindings) is not None:
            line = _replaced(line, after, before)
    return line


def _replaced(line: str, word: re.Match[str], token: str) -> str:
    """Put a token in a word's place and leave the columns after it where they are, if there is room."""
    rest = line[word.end() :]
    text = rest.lstrip(" ")
    room = len(rest) - len(text)
    grown = len(token) - len(word[0])
    return f"{line[: word.start()]}{token}{' ' * max(room - grown, min(room, 3))}{text}".rstrip()
