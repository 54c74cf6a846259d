"""The plain text of a stretch of inline content, cut into the sentences around its references."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ropewalk.model.note import Context

ENDS_BEFORE_SPACE = frozenset(".!?…")
ENDS = frozenset("\n。！？")


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
        for end in _ends(part):
            sentence.append(part[start:end])
            yield from _with_reference(sentence)
            sentence = []
            start = end
        sentence.append(part[start:])
    yield from _with_reference(sentence)


def _ends(text: str) -> Iterator[int]:
    for index, character in enumerate(text):
        if character in ENDS or (character in ENDS_BEFORE_SPACE and text[index + 1 : index + 2].isspace()):
            yield index + 1


def _with_reference(sentence: list[str | int]) -> Iterator[Context]:
    if not any(isinstance(part, int) for part in sentence):
        return
    joined: list[str | int] = []
    for part in sentence:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    if isinstance(joined[0], str):
        joined[0] = joined[0].lstrip()
    if isinstance(joined[-1], str):
        joined[-1] = joined[-1].rstrip()
    yield tuple(part for part in joined if part != "")
