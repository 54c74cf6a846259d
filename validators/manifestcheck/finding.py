"""What there is to say about a document: findings, each at its place, and the verdict over them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from manifestcheck.diagnostic import Diagnostic, Severity
from manifestcheck.position import Position

Verdict = Literal["valid", "invalid", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong, or could be better."""

    code: str
    type: str
    """The server's kind of error: `FieldValueRequired`; decoding has `BadRequest`, syntax `ParseError`."""
    field: str
    """The server's path, `spec.containers[0].image`; empty if it is about the whole document."""
    message: str
    """For an error of the server its own words."""
    help: str | None
    severity: Severity
    line: int
    """1-based, as is the column, which counts characters."""
    column: int

    @property
    def said(self) -> str:
        """Return field and message; an unknown field is named in the message already."""
        named = self.field and f'"{self.field}"' not in self.message
        return f"{self.field}: {self.message}" if named else self.message


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReport:
    """One document, or one item of a list."""

    verdict: Verdict
    """Of the server; `unknown`: a kind that is not built in. Warnings do not change it."""
    kind: str
    api_version: str
    name: str
    line: int
    """Of the first thing in the document that is no comment, 1-based."""
    origin: str
    """What the text was called."""
    version: str
    """Of Kubernetes."""
    diagnostics: tuple[Finding, ...]
    """Syntax and decoding first."""

    def told(self) -> Iterator[Diagnostic]:
        """Yield the findings as they are reported: about the file that the text comes from."""
        for finding in self.diagnostics:
            yield Diagnostic(
                path=self.origin,
                position=Position(finding.line, finding.column),
                code=finding.code,
                severity=finding.severity,
                message=finding.said,
                help=finding.help,
            )
