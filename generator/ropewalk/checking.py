"""Everything that can be said of a vault without building its site."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Final

from manifestcheck.diagnostic import Diagnostic, Severity
from ropewalk.build import Site
from ropewalk.heard import heard
from ropewalk.kept_back import unreached_files
from ropewalk.render.article import noticed
from ropewalk.strings import strings
from ropewalk.verification import verification

_STATES: Final = {
    "never run": ("RW503", "the note has never been run"),
    "changed": ("RW503", "the note has changed since it was run"),
    "not supported": ("RW503", "the note could not be run"),
    "refused": ("RW504", "the note was refused when it was run"),
    "failed": ("RW504", "the note's claims did not hold when it was run"),
}


def findings(site: Site) -> tuple[Diagnostic, ...]:
    """Return the findings that are told, by path and position; those about a whole file come first."""
    more = heard(
        [*_rendering(site), *_lonely(site), *_advice(site), *_runs(site)], site.compiled, site.options.choice
    )
    return tuple(sorted(dict.fromkeys([*site.diagnostics, *more]), key=attrgetter("place")))


def _rendering(site: Site) -> Iterator[Diagnostic]:
    """Yield what only filling in the pages tells, such as embeds that never end."""
    spoken = strings(site.options.language)
    for path in site.linked.notes:
        yield from noticed(site.linked, path, spoken)


def _lonely(site: Site) -> Iterator[Diagnostic]:
    for path in site.linked.orphans:
        yield _about(path, "RW210", "the note has no link to another and none from another")
    for path in unreached_files(site):
        yield _about(path, "RW211", "no published note leads to the file, so it is not published")


def _advice(site: Site) -> Iterator[Diagnostic]:
    """Yield what could be better about manifests that are not wrong."""
    for path, note in site.compiled.items():
        for remark in (one for manifest in note.manifests for one in manifest.remarks):
            if remark.severity is Severity.INFO:
                yield Diagnostic(
                    path=path,
                    position=remark.position,
                    code=remark.code,
                    severity=remark.severity,
                    message=remark.message,
                    help=remark.help,
                )


def _runs(site: Site) -> Iterator[Diagnostic]:
    """Yield which records are out of date, and which say that a claim does not hold."""
    for path, note in site.compiled.items():
        known = verification(site.vault.root, path, note)
        if known is None or known[0] == "verified":
            continue
        code, message = _STATES[known[0]]
        yield _about(path, code, message, Severity.WARNING, help_="Run it: `ropewalk run`.")


def _about(
    path: str, code: str, message: str, severity: Severity = Severity.INFO, help_: str | None = None
) -> Diagnostic:
    return Diagnostic(path=path, position=None, code=code, severity=severity, message=message, help=help_)
