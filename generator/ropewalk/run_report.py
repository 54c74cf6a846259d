"""The outcome of running notes, as text, as JSON and as JUnit's XML."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, Final
from xml.etree import ElementTree as ET

from manifestrun.report import report
from manifestrun.run import CommandResult
from ropewalk.note_runs import NoteRun


def text_report(runs: Sequence[NoteRun]) -> str:
    """Return reasons and diffs of what did not pass, and a last line that counts."""
    lines = [
        line
        for run in runs
        for result in run.results
        if result.status != "passed"
        for line in report(result, run.note.shown, run.note.shown)
    ]
    statuses = [run.record.status for run in runs]
    counts = [f"{statuses.count(status)} {status}" for status in dict.fromkeys(sorted(statuses))]
    lines.append(f"{len(runs)} notes: {', '.join(counts)}" if runs else "no note has anything to run")
    return "".join(f"{line}\n" for line in lines)


def json_report(runs: Sequence[NoteRun]) -> str:
    """Return one object with all notes."""
    return json.dumps({"notes": list(map(_note, runs))}, indent=2, ensure_ascii=False) + "\n"


def _note(run: NoteRun) -> dict[str, Any]:
    return {
        "path": run.note.shown,
        "status": run.record.status,
        "reason": "; ".join(run.record.reasons),
        "engine": run.record.engine,
        "not_enforced": list(run.record.not_enforced),
        "seconds": run.record.seconds,
        "commands": [_command(each) for result in run.results for each in result.commands],
    }


def _command(command: CommandResult) -> dict[str, Any]:
    return {
        "line": command.step.line,
        "command": command.step.command,
        "expected": "\n".join(command.step.expected),
        "got": "\n".join(command.got),
        "exit": command.exit,
        "passed": command.passed,
    }


def junit_report(runs: Sequence[NoteRun]) -> str:
    """Return a test suite with one case for each note."""
    suite = ET.Element("testsuite", name="ropewalk run", tests=str(len(runs)))
    for run in runs:
        status, seconds = run.record.status, str(run.record.seconds)
        case = ET.SubElement(suite, "testcase", classname="notes", name=run.note.shown, time=seconds)
        if status == "not run":
            ET.SubElement(case, "skipped", message="; ".join(run.record.reasons))
        elif status != "passed":
            failure = ET.SubElement(case, "failure", message="; ".join(run.record.reasons) or status)
            failure.text = text_report([run])
    return ET.tostring(suite, encoding="unicode", xml_declaration=True) + "\n"


REPORTS: Final[dict[str, Callable[[Sequence[NoteRun]], str]]] = {
    "text": text_report,
    "json": json_report,
    "junit": junit_report,
}
