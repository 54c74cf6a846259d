"""Everything that can be said of a vault without building its site."""

from __future__ import annotations

from collections.abc import Iterator

from manifestcheck.diagnostic import Diagnostic, Severity
from ropewalk.build import Site
from ropewalk.heard import heard
from ropewalk.render.article import render
from ropewalk.render.shelf import Shelf
from ropewalk.strings import strings


def findings(site: Site) -> tuple[Diagnostic, ...]:
    """Return the findings that are told, by path and position; those about a whole file come first."""
    more = heard([*_rendering(site), *_lonely(site), *_advice(site)], site.compiled, site.options.choice)
    return tuple(sorted(dict.fromkeys([*site.diagnostics, *more]), key=_place))


def _rendering(site: Site) -> Iterator[Diagnostic]:
    """Yield what only filling in the pages tells, such as embeds that never end."""
    shelf, spoken = Shelf(site.linked), strings(site.options.language)
    for path in site.linked.notes:
        yield from render(site.linked, shelf, path, spoken).diagnostics


def _lonely(site: Site) -> Iterator[Diagnostic]:
    for path in site.linked.orphans:
        yield _about(path, "RW210", "the note has no link to another and none from another")
    for file in site.vault.files:
        if file.path not in site.linked.files and not site.options.withheld(file.path):
            yield _about(file.path, "RW211", "no published note leads to the file, so it is not published")


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


def _about(path: str, code: str, message: str) -> Diagnostic:
    return Diagnostic(path=path, position=None, code=code, severity=Severity.INFO, message=message)


def _place(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    position = diagnostic.position
    line, column = (position.line, position.column) if position else (0, 0)
    return (diagnostic.path, line, column, diagnostic.code, diagnostic.message)
