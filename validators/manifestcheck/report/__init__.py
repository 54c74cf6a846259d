"""Reports for people and programs, one format a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from manifestcheck.diagnostic import Diagnostic
from manifestcheck.report import concise, github, json, sarif, text
from manifestcheck.report.about import About

__all__ = ["FORMATS", "About"]

Format = Callable[[Sequence[Diagnostic], About], str]

FORMATS: Final[dict[str, Format]] = {
    "text": text.render,
    "concise": concise.render,
    "json": json.render,
    "sarif": sarif.render,
    "github": github.render,
}
"""By name; each takes the findings in their order and returns whole lines."""
