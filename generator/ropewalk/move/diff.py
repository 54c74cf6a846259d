"""A plan as a unified diff, in the form that `git apply` reads."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

from ropewalk.move.catalogue import Catalogue
from ropewalk.move.edit import edited
from ropewalk.move.planning import Plan

_NO_END = "\n\\ No newline at end of file\n"


def diff(catalogue: Catalogue, plan: Plan) -> Iterator[str]:
    """Yield the lines for each file that would change or move, in path order."""
    for path in sorted({*plan.edits, *plan.renaming.paths}):
        new = plan.renaming.path(path)
        yield f"diff --git a/{path} b/{new}\n"
        if new != path:
            yield f"rename from {path}\nrename to {new}\n"
        edits = plan.edits.get(path)
        if edits:
            before = catalogue.documents[path].text
            yield from text_diff(before, edited(before, edits), f"a/{path}", f"b/{new}")


def text_diff(before: str, after: str, old: str, new: str) -> Iterator[str]:
    """Yield the lines for two texts that have these names."""
    lines = unified_diff(_lines(before), _lines(after), old, new)
    for line in lines:
        yield line if line.endswith("\n") else line + _NO_END


def _lines(text: str) -> list[str]:
    r"""Split at `\n` alone, as git does."""
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1].removesuffix("\n")
    return lines if lines[-1] else lines[:-1]
