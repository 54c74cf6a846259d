"""For people: each finding with the line it is about, a mark under its place and the way out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manifestcheck.diagnostic import Diagnostic
from manifestcheck.position import Position
from manifestcheck.report.about import About


def render(diagnostics: Sequence[Diagnostic], about: About) -> str:
    """Return the findings, an empty line after each."""
    lines = {path: text.split("\n") for path, text in about.texts.items()}
    parts = (part for one in diagnostics for part in _finding(one, lines.get(one.path, [])))
    return "".join(f"{part}\n" for part in parts)


def _finding(diagnostic: Diagnostic, lines: list[str]) -> Iterator[str]:
    yield str(diagnostic)
    if diagnostic.position is not None and diagnostic.position.line <= len(lines):
        yield from _source(lines[diagnostic.position.line - 1], diagnostic.position)
    if diagnostic.help:
        yield f"help: {diagnostic.help}"
    yield ""


def _source(line: str, position: Position) -> Iterator[str]:
    source = line.removeprefix("\ufeff").rstrip("\r").encode(errors="replace").decode()
    margin = " " * len(str(position.line))
    # A tab in the source is a tab before the mark, so that they line up.
    before = "".join("\t" if char == "\t" else " " for char in source[: position.column - 1])
    yield f"{margin} |"
    yield f"{position.line} | {source}"
    yield f"{margin} | {before}^"
