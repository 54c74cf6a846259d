"""A transcript with the lines that did not match replaced by what came."""

from collections.abc import Sequence
from dataclasses import dataclass

from manifestrun.transcript import EXIT_CODE, PROMPT, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """What a step shows from now on."""

    step: Step
    lines: tuple[str, ...]
    exit: int


def update_transcript(text: str, replacements: Sequence[Replacement]) -> str:
    """Return a file with each replaced step's output and exit code; all else stays byte for byte.

    The steps' lines are those of the file. What stands before a `$ `, the marks of a quote or a list that a
    transcript is in, is put before its new lines too.
    """
    lines = text.split("\n")
    for change in sorted(replacements, key=lambda change: change.step.line, reverse=True):
        step = change.step
        before, _, command = lines[step.line - 1].partition(PROMPT)
        end = "\r" if command.endswith("\r") else ""
        start = step.first_output - 1
        stop = start + len(step.expected) + (step.exit_line is not None)
        shown = [*change.lines, *([f"{EXIT_CODE}{change.exit}"] if change.exit else [])]
        lines[start:stop] = [f"{before}{line}".rstrip(" ") + end for line in shown]
    return "\n".join(lines)
