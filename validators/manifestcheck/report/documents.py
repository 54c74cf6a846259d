"""JSON for manifests: a list of documents, each with its verdict and its findings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from manifestcheck.finding import DocumentReport


def render(reports: Sequence[DocumentReport]) -> str:
    """Return the reports with the names of their fields."""
    return json.dumps([asdict(report) for report in reports], ensure_ascii=False, indent=2) + "\n"
