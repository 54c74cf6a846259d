"""A transcript with the lines that did not match replaced by what came."""

from collections.abc import Sequence
from dataclasses import dataclass

from manifestrun.transcript import EXIT_CODE, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """What a step shows from now on."""

    step: Step
    lines: tuple[str, ...]
    exit: int


def update_transcript(text: str, replacements: Sequence[Replacement]) -> str:
    """Return the transcript with each replaced step's output and exit code; all else stays byte for byte."""
    lines = text.splitlines(keepends=True)
    newline = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    for change in sorted(replacements, key=lambda change: change.step.line, reverse=True):
        step = change.step
        start = step.first_output - 1
        end = start + len(step.expected) + (step.exit_line is not None)
        shown = [*change.lines, *([f"{EXIT_CODE}{change.exit}"] if change.exit else [])]
        if start >= len(lines) and lines and not lines[-1].endswith(("\n", "\r")):
            lines[-1] += newline
        lines[start:end] = [line + newline for line in shown]
    return "".join(lines)
