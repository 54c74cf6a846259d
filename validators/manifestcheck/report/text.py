"""For people: each finding with the line it is about, a mark under its place and the way out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from manifestcheck.diagnostic import Severity
from manifestcheck.finding import DocumentReport, Finding
from manifestcheck.report.concise import line


def render(reports: Sequence[DocumentReport], texts: Mapping[str, str]) -> str:
    """Return the findings and a last line that counts the documents."""
    lines = {origin: text.split("\n") for origin, text in texts.items()}
    parts = [
        part
        for report in reports
        for finding in report.diagnostics
        for part in _finding(report, finding, lines.get(report.origin, []))
    ]
    return "".join(f"{part}\n" for part in [*parts, _summary(reports)])


def _finding(report: DocumentReport, finding: Finding, lines: list[str]) -> Iterator[str]:
    yield line(report, finding)
    if finding.line <= len(lines):
        source = lines[finding.line - 1].removeprefix("\ufeff").rstrip("\r")
        source = source.encode(errors="replace").decode()
        margin = " " * len(str(finding.line))
        # A tab in the source is a tab before the mark, so that they line up.
        before = "".join("\t" if char == "\t" else " " for char in source[: finding.column - 1])
        yield f"{margin} |"
        yield f"{finding.line} | {source}"
        yield f"{margin} | {before}^"
    if finding.help:
        yield f"help: {finding.help}"
    yield ""


def _summary(reports: Sequence[DocumentReport]) -> str:
    verdicts = [report.verdict for report in reports]
    warnings = sum(
        finding.severity is not Severity.ERROR for report in reports for finding in report.diagnostics
    )
    counts = ", ".join(f"{verdicts.count(one)} {one}" for one in ("valid", "invalid", "unknown"))
    return f"{len(reports)} documents: {counts}; {warnings} remarks"
