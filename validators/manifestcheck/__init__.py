"""Offline validation of Kubernetes manifests, with the line and column of each finding."""

from __future__ import annotations

from manifestcheck.engine import check
from manifestcheck.finding import DocumentReport, Finding

__all__ = ["DocumentReport", "Finding", "check"]
