"""A run over many files, in as many processes as wanted."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from typing import Final

from manifestcheck.custom import CustomKinds
from manifestcheck.engine import check
from manifestcheck.finding import DocumentReport, Finding
from manifestcheck.schema.catalog import NEWEST

_CHUNK: Final = 64
"""Files that one process takes at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is checked, and what of it is wanted."""

    versions: tuple[str, ...] = ()
    """One version, or the ends of a range."""
    crds: tuple[str, ...] = ()
    """Texts with CustomResourceDefinitions."""
    locations: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    """Beginnings of codes, or types of findings; without any all are wanted."""
    ignore: tuple[str, ...] = ()


def run(texts: Sequence[tuple[str, str]], options: Options, jobs: int) -> list[DocumentReport]:
    """Return the reports on pairs of origin and text, in order."""
    chunks = [texts[start : start + _CHUNK] for start in range(0, len(texts), _CHUNK)]
    if jobs <= 1 or len(chunks) <= 1:
        return check_all(texts, options)
    # A forked process may inherit locks that nobody releases.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(chunks)), mp_context=context) as pool:
        done = pool.map(check_all, chunks, [options] * len(chunks))
        return [report for reports in done for report in reports]


def check_all(texts: Sequence[tuple[str, str]], options: Options) -> list[DocumentReport]:
    """Return the reports on pairs of origin and text, one after the other."""
    newest = options.versions[-1] if options.versions else str(NEWEST)
    custom = CustomKinds(options.crds, options.locations, newest)
    versions = options.versions if len(options.versions) > 1 else newest
    return [
        _filtered(report, options)
        for origin, text in texts
        for report in check(text, origin=origin, kubernetes_version=versions, custom=custom)
    ]


def _filtered(report: DocumentReport, options: Options) -> DocumentReport:
    kept = tuple(finding for finding in report.diagnostics if _wanted(finding, options))
    return report if len(kept) == len(report.diagnostics) else replace(report, diagnostics=kept)


def _wanted(finding: Finding, options: Options) -> bool:
    selected = not options.select or any(names(one, finding) for one in options.select)
    return selected and not any(names(one, finding) for one in options.ignore)


def names(selector: str, finding: Finding) -> bool:
    """Whether a selector is the beginning of the finding's code or its whole type: `MC3`, `bare-pod`."""
    return finding.code.startswith(selector) or finding.type == selector
