"""What there is to say about a document: findings, each at its place, and the verdict over them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from manifestcheck.diagnostic import Severity

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
