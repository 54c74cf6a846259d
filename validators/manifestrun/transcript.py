"""The console transcript: commands, their exit codes and the output that is expected of them."""

from dataclasses import dataclass

from manifestrun.problem import Problem, ProblemError

PROMPT = "$ "
CONTINUATION = "> "
EXIT_CODE = "? "


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One command with what stands under it."""

    line: int
    """Of the `$ `, from 1."""
    first_output: int
    """The line of the first expected line, or the one where it would stand."""
    command: str
    """Continuation lines follow a newline, without their `> `."""
    expected: tuple[str, ...]
    exit: int = 0
    exit_line: int | None = None
    """Of the `? N`, where there is one."""


def parse_transcript(text: str, first_line: int = 1) -> tuple[Step, ...]:
    """Cut a transcript into steps; empty lines between two steps belong to neither.

    `first_line` is the number of the transcript's first line in the file that it stands in.

    Raises:
        ProblemError: a line stands before the first command, or there is none.

    """
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    starts = [index for index, line in enumerate(lines) if _is_command(line)]
    before = lines[: min(starts, default=len(lines))]
    early = next((index for index, line in enumerate(before) if line.strip()), None)
    if early is not None:
        raise ProblemError(_no_command(lines, early, first_line))
    if not starts:
        raise ProblemError(_no_command(lines, 0, first_line))
    ends = [*starts[1:], len(lines)]
    return tuple(_step(lines, start, end, first_line) for start, end in zip(starts, ends, strict=True))


def _no_command(lines: list[str], index: int, first_line: int) -> Problem:
    shown = lines[index].strip() if lines else ""
    return Problem(
        message=f"`{shown}` stands before the first command" if shown else "the transcript has no command",
        help="Begin each command with `$ `.",
        line=index + first_line,
    )


def _is_command(line: str) -> bool:
    return line.startswith(PROMPT) and line.strip() != PROMPT.strip()


def _step(lines: list[str], start: int, end: int, first_line: int) -> Step:
    body = start + 1
    while body < end and (lines[body].startswith(CONTINUATION) or lines[body] == CONTINUATION.strip()):
        body += 1
    command = [lines[start][len(PROMPT) :], *(line[len(CONTINUATION) :] for line in lines[start + 1 : body])]
    stop = end
    while stop > body and not lines[stop - 1].strip():
        stop -= 1
    code = _exit_code(lines[stop - 1]) if stop > body else None
    return Step(
        line=start + first_line,
        first_output=body + first_line,
        command="\n".join(command),
        expected=tuple(lines[body : stop if code is None else stop - 1]),
        exit=code or 0,
        exit_line=None if code is None else stop - 1 + first_line,
    )


def _exit_code(line: str) -> int | None:
    digits = line.removeprefix(EXIT_CODE).strip()
    return int(digits) if line.startswith(EXIT_CODE) and digits.isdecimal() else None
