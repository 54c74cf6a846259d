"""Why each note and file of a vault that is not published is kept back, as its author may be told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ropewalk.build import Site
from ropewalk.media import needs_obsidian
from ropewalk.settings import withholds
from ropewalk.vault import plain_paths
from ropewalk.walk import is_below

_REASONS: Final = frozenset(("RW101", "RW110", "RW112", "RW113", "RW115", "RW118", "RW119"))
"""Codes of findings that say why something is not published."""


def why_kept_back(site: Site) -> Iterator[tuple[str, str]]:
    """Yield path and reason, in path order; what the walk over the folder does not see is not among them."""
    said = _said(site)
    notes = [source.path for source in site.vault.notes if source.path not in site.linked.notes]
    files = [file.path for file in site.vault.files if file.path not in site.linked.files]
    for path in sorted([*notes, *files, *site.vault.withheld]):
        if path in site.vault.withheld:
            yield path, said.get(path) or _rule_about_paths(site, path)
        elif site.options.withheld(path):
            yield path, "`exclude_docs` or `draft_docs` in `mkdocs.yml`"
        elif path in site.properties:
            yield path, said.get(path) or _properties(site, path)
        elif needs_obsidian(path):
            yield path, "only Obsidian can draw it, and it names notes of all kinds"
        else:
            yield path, said.get(path, "no published note leads to it")


def unreached_files(site: Site) -> Iterator[str]:
    """Yield the files that would be published if a published note led to them, in path order."""
    left_out = {one.path for one in site.linked.diagnostics if one.code in _REASONS}
    for file in site.vault.files:
        kept = site.options.withheld(file.path) or needs_obsidian(file.path) or file.path in left_out
        if file.path not in site.linked.files and not kept:
            yield file.path


def _said(site: Site) -> dict[str, str]:
    """Return what findings say, by path."""
    found = [*site.vault.diagnostics, *site.linked.diagnostics]
    found += [finding.at(path) for path, own in site.properties.items() for finding in own.findings]
    return {one.path: f"{one.message} ({one.code})" for one in found if one.code in _REASONS}


def _rule_about_paths(site: Site, path: str) -> str:
    settings = site.vault.settings
    if is_below(path, plain_paths(site.options.kept_back)):
        return "the option `exclude` in `mkdocs.yml`"
    if is_below(path, settings.template_folders):
        return "it lies in the folder of templates that Obsidian's settings name"
    if withholds(settings)(path):
        return "the excluded files in Obsidian's settings"
    return "it is a symbolic link to what is kept back"


def _properties(site: Site, path: str) -> str:
    if site.properties[path].publish is None:
        return "`mode: opt-in`, and its property `publish` is not `true`"
    return "its property `publish` or `draft`"
