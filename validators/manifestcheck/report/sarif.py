"""SARIF 2.1.0, which code hosts and editors read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from manifestcheck.advice import RULES
from manifestcheck.codes import MEANINGS
from manifestcheck.diagnostic import Severity
from manifestcheck.finding import DocumentReport, Finding
from manifestcheck.report.concise import said

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_DESCRIPTIONS: Final = {**MEANINGS, **{rule.code: rule.name for rule in RULES}}


def render(reports: Sequence[DocumentReport], texts: Mapping[str, str]) -> str:  # noqa: ARG001  # formats are alike
    """Return one run with a result for each finding."""
    found = [(report, finding) for report in reports for finding in report.diagnostics]
    codes = sorted({finding.code for _, finding in found})
    driver = {
        "name": "manifestcheck",
        "rules": [{"id": code, "shortDescription": {"text": _DESCRIPTIONS[code]}} for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(report, finding) for report, finding in found],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _result(report: DocumentReport, finding: Finding) -> dict[str, Any]:
    region = {"startLine": finding.line, "startColumn": finding.column}
    place = {"artifactLocation": {"uri": quote(report.origin)}, "region": region}
    text = "\n".join(filter(None, (said(finding), finding.help)))
    return {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
    }
