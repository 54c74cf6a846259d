"""JSON: a list of documents, each with its findings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from manifestcheck.finding import DocumentReport


def render(reports: Sequence[DocumentReport], texts: Mapping[str, str]) -> str:  # noqa: ARG001  # formats are alike
    """Return the reports with the names of their fields."""
    return json.dumps([asdict(report) for report in reports], ensure_ascii=False, indent=2) + "\n"
