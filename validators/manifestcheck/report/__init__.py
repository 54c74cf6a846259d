"""Reports for people and programs, one format a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from manifestcheck.finding import DocumentReport
from manifestcheck.report import concise, github, json, sarif, text

__all__ = ["FORMATS"]

Format = Callable[[Sequence[DocumentReport], Mapping[str, str]], str]

FORMATS: Final[dict[str, Format]] = {
    "text": text.render,
    "concise": concise.render,
    "json": json.render,
    "sarif": sarif.render,
    "github": github.render,
}
"""By name; each takes the reports and the texts by origin, and returns whole lines."""
