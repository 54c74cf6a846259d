"""Commands of GitHub Actions, which show a finding beside the line it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from manifestcheck.diagnostic import Severity
from manifestcheck.finding import DocumentReport, Finding
from manifestcheck.report.concise import said

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(reports: Sequence[DocumentReport], texts: Mapping[str, str]) -> str:  # noqa: ARG001  # formats are alike
    """Return a command for each finding."""
    return "".join(f"{_command(report, finding)}\n" for report in reports for finding in report.diagnostics)


def _command(report: DocumentReport, finding: Finding) -> str:
    properties = {
        "file": report.origin,
        "line": str(finding.line),
        "col": str(finding.column),
        "title": f"{finding.code} {finding.type}",
    }
    named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = "\n".join(filter(None, (said(finding), finding.help)))
    return f"::{_LEVELS[finding.severity]} {named}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
