"""One finding a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from manifestcheck.finding import DocumentReport, Finding


def render(reports: Sequence[DocumentReport], texts: Mapping[str, str]) -> str:  # noqa: ARG001  # formats are alike
    """Return `path:line:column: CODE field: message` for each finding."""
    return "".join(f"{line(report, finding)}\n" for report in reports for finding in report.diagnostics)


def line(report: DocumentReport, finding: Finding) -> str:
    """Return a finding on one line."""
    place = f"{report.origin}:{finding.line}:{finding.column}"
    return f"{place}: {finding.code} {said(finding)}"


def said(finding: Finding) -> str:
    """Return field and message; an unknown field is named in the message already."""
    named = finding.field and f'"{finding.field}"' not in finding.message
    return f"{finding.field}: {finding.message}" if named else finding.message
