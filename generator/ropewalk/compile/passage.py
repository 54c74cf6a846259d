"""The plain text of a stretch of inline content, cut into the sentences around its references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ropewalk.model.note import Context

_ENDS: Final = re.compile(r"[\n。！？]|[.!?…](?=\s)")
"""In plain text, what ends a sentence: see `sentences`."""


def sentences(parts: Sequence[str | int]) -> Iterator[Context]:
    """Yield the sentences that hold a reference, in order.

    A sentence ends at a line break, at a full stop (`.`, `!`, `?`) before white space, and at the
    full stops of Chinese and Japanese, which need no white space.
    """
    sentence: list[str | int] = []
    for part in parts:
        if isinstance(part, int):
            sentence.append(part)
            continue
        start = 0
        for match in _ENDS.finditer(part):
            end = match.end()
            sentence.append(part[start:end])
            if _refers(sentence):
                yield joined(sentence)
            sentence = []
            start = end
        sentence.append(part[start:])
    if _refers(sentence):
        yield joined(sentence)


def _refers(sentence: Sequence[str | int]) -> bool:
    return int in map(type, sentence)


def joined(sentence: Sequence[str | int]) -> Context:
    """Return a sentence with neighbouring texts made one, and without white space around it."""
    made: list[str | int] = []
    for part in sentence:
        if isinstance(part, str) and made and isinstance(made[-1], str):
            made[-1] += part
        else:
            made.append(part)
    if isinstance(made[0], str):
        made[0] = made[0].lstrip()
    if isinstance(made[-1], str):
        made[-1] = made[-1].rstrip()
    return tuple(part for part in made if part != "")
