"""One YAML document as nodes, read the way Go reads it and under limits that no text can exceed."""

from __future__ import annotations

from typing import Final

import yaml

from manifestcheck.document.builder import Builder
from manifestcheck.document.go_escapes import UNKNOWN, quotes_unescaped
from manifestcheck.document.nodes import Mapping, Node
from manifestcheck.document.unreadable import UnreadableError

_RETRIES: Final = 50
"""Texts in double quotes with escapes that only Go knows; more than that in one document is too many."""


def read_yaml(text: str, start: int) -> Node | None:
    """Return the document that `text` holds, None for an empty one; `start` is added to every offset.

    Raises UnreadableError.
    """
    builder = Builder(text, start)
    for _ in range(_RETRIES):
        problem = builder.read()
        if problem is None:
            break
        softer = _softer(text, problem)
        if softer is None:
            raise UnreadableError(problem.problem or "not readable", start + _place(problem, text))
        text = softer
        builder = Builder(text, start)
    else:
        raise UnreadableError(f"{UNKNOWN}, again and again", start)
    if builder.repeats and isinstance(builder.root, Mapping):
        builder.root.untidy = True
    return builder.root


def _softer(text: str, problem: yaml.MarkedYAMLError) -> str | None:
    """Return the text with escapes that only Go knows written otherwise, None if they are not the problem."""
    if problem.problem != UNKNOWN or problem.context_mark is None:
        return None
    return quotes_unescaped(text, problem.context_mark.index)


def _place(error: yaml.MarkedYAMLError, text: str) -> int:
    """Return where the error is; what is never closed is at fault where it begins, not at the end."""
    offset = error.problem_mark.index if error.problem_mark else 0
    last = len(text.rstrip())
    if error.context_mark and offset >= last:
        offset = error.context_mark.index
    return min(offset, last)
