"""Texts in, a report for each document out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from manifestcheck import codes
from manifestcheck.advice import Remark, Rule, advise
from manifestcheck.custom import NONE, CustomKinds
from manifestcheck.diagnostic import Severity
from manifestcheck.document import Mapping, UnreadableError, read_documents
from manifestcheck.finding import DocumentReport, Finding
from manifestcheck.items import items
from manifestcheck.judge import Decoded, Judge, Judgement
from manifestcheck.place import Lines, locate
from manifestcheck.schema.api import Api
from manifestcheck.schema.catalog import NEWEST, api, between
from manifestcheck.version import Version


def check(
    text: str,
    *,
    origin: str = "<text>",
    kubernetes_version: str | Sequence[str] | None = None,
    custom: CustomKinds = NONE,
) -> tuple[DocumentReport, ...]:
    """Return a report for each document of `text`; a bad text is a bad report, never an exception.

    Two versions are the ends of a range: what any version in it says counts. `custom` are kinds that are
    not built in. Raises UnknownVersionError for a version whose API is not at hand, ValueError for what
    is no version.
    """
    if kubernetes_version is None or isinstance(kubernetes_version, str):
        of = api(Version.parse(kubernetes_version) if kubernetes_version else NEWEST)
        return _check(text, origin, of, custom)
    versions = between([Version.parse(one) for one in kubernetes_version])
    return _together([_check(text, origin, api(version), custom) for version in versions])


def _check(text: str, origin: str, of: Api, custom: CustomKinds) -> tuple[DocumentReport, ...]:
    lines = Lines(text)
    judge = Judge(lines, of, custom)
    read: list[UnreadableError | Decoded] = []
    for document in read_documents(text):
        if isinstance(document, UnreadableError):
            read.append(document)
        else:
            untidy = isinstance(document, Mapping) and document.untidy
            read += [judge.decode(item, untidy=untidy) for item in items(document)]
    # Before anything is judged: advice is about what was written, not about defaults.
    advice = advise([one for one in read if isinstance(one, Decoded) and one.struct], of)
    reports = []
    for one in read:
        if isinstance(one, UnreadableError):
            reports.append(unreadable(one, text, origin, str(of.version)))
        else:
            judged = judge.judge(one)
            remarks = [_remark(judge, one, *found) for found in advice.get(id(one), ())]
            line, _ = lines.place(one.item.node.offset)
            reports.append(_report(judged, remarks, line, origin, of))
    return tuple(reports)


def _remark(judge: Judge, about: Decoded, rule: Rule, remark: Remark) -> Finding:
    return judge.finding(
        rule.code,
        rule.name,
        remark.path,
        locate(about.item.node, remark.path),
        remark.message,
        way_out=remark.help or rule.help,
        severity=rule.severity,
    )


def _report(judged: Judgement, remarks: list[Finding], line: int, origin: str, of: Api) -> DocumentReport:
    return DocumentReport(
        verdict=judged.verdict,
        kind=judged.item.kind,
        api_version=judged.item.api_version,
        name=judged.name,
        line=line,
        origin=origin,
        version=str(of.version),
        diagnostics=(*judged.findings, *remarks),
    )


def unreadable(error: UnreadableError, text: str, origin: str, version: str) -> DocumentReport:
    """Return the report on a text that is no document."""
    line, column = Lines(text).place(error.offset)
    finding = Finding(
        code=codes.LIMIT if error.limit else codes.SYNTAX,
        type="ParseError",
        field="",
        message=error.problem,
        help=error.way_out,
        severity=Severity.ERROR,
        line=line,
        column=column,
    )
    return DocumentReport(
        verdict="invalid",
        kind="",
        api_version="",
        name="",
        line=line,
        origin=origin,
        version=version,
        diagnostics=(finding,),
    )


def _together(by_version: list[tuple[DocumentReport, ...]]) -> tuple[DocumentReport, ...]:
    """Merge what several versions, oldest first, say of the same documents; the newest has the word."""
    merged = []
    for reports in zip(*by_version, strict=True):
        newest = reports[-1]
        verdicts = {report.verdict for report in reports}
        found = {_key(finding): finding for finding in newest.diagnostics}
        for report in reversed(reports[:-1]):
            for finding in report.diagnostics:
                if finding.severity is Severity.ERROR:
                    found.setdefault(_key(finding), _of_version(finding, report.version))
        merged.append(
            replace(
                newest,
                verdict="invalid" if "invalid" in verdicts else newest.verdict,
                version=f"{reports[0].version}-{newest.version}" if len(reports) > 1 else newest.version,
                diagnostics=tuple(_errors_first(found.values())),
            )
        )
    return tuple(merged)


def _key(finding: Finding) -> tuple[str, str, int, int, str]:
    return finding.code, finding.field, finding.line, finding.column, finding.message


def _of_version(finding: Finding, version: str) -> Finding:
    said = f"Kubernetes {version} says so, later versions do not."
    return replace(finding, help=f"{finding.help} {said}" if finding.help else said)


def _errors_first(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.severity is not Severity.ERROR)
