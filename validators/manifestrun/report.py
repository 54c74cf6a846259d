"""A scenario's result for people: a line, and for each command that failed a diff."""

import difflib
from collections.abc import Iterator

from manifestrun.run import CommandResult, RunResult


def report(result: RunResult, manifest: str, transcript: str) -> Iterator[str]:
    """Yield lines of text; the two names are those of the files that were run."""
    for problem in result.reasons:
        place = transcript if problem.line is not None else manifest
        yield f"{place}{'' if problem.line is None else f':{problem.line}'}: {problem.message}"
        if problem.help:
            yield f"  help: {problem.help}"
    for command in result.commands:
        if not command.passed:
            yield from failure(command, transcript, result)
    engine = f" on {result.version.text}" if result.version else ""
    count = f", {len(result.commands)} commands in {result.seconds:.1f} s" if result.version else ""
    yield f"{manifest}: {result.status}{engine}{count}"
    if result.version and result.version.not_enforced:
        yield f"  not enforced on this machine: the limits of {', '.join(result.version.not_enforced)}"


def failure(command: CommandResult, transcript: str, result: RunResult) -> Iterator[str]:
    """Yield what a command that failed was, and how its output differs."""
    engine = result.version.text if result.version else "no engine"
    first, *rest = command.step.command.split("\n")
    shown = f"{first} …" if rest else first
    yield f"{transcript}:{command.step.line}: `{shown}` on {engine} after {command.seconds:.1f} s"
    if command.exit != command.step.exit:
        yield f"  exit code {command.exit}, expected {command.step.exit}"
    yield from (f"  {line}" for line in diff(command))


def diff(command: CommandResult) -> Iterator[str]:
    """Yield a unified diff from what was expected to what came, with tokens where those still hold."""
    lines = difflib.unified_diff(command.step.expected, command.masked, "expected", "got", lineterm="")
    return iter(list(lines))
