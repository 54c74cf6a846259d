"""Which change mends a finding about a link, where exactly one is near enough to be meant."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from manifestcheck.position import Position
from ropewalk.addresses import stem
from ropewalk.build import Site
from ropewalk.fix.change import Change
from ropewalk.model.linked import Found, Missing
from ropewalk.model.note import CompiledNote, Heading, Reference
from ropewalk.move.subpaths import linkable
from ropewalk.move.view import View
from ropewalk.names import Way
from ropewalk.nearest import Nearest
from ropewalk.subpath import find_part
from ropewalk.wanted import wanted_name

Told = Mapping[Position, AbstractSet[str]]
"""The codes of what was found in a note, by place."""


class Changes:
    """Finds the change for each link; the names of all notes count as near, published or not."""

    def __init__(self, site: Site) -> None:
        self._site = site
        paths = {*site.properties, *site.vault.withheld, *(file.path for file in site.vault.files)}
        self._view = View(site.compiled, paths - site.compiled.keys(), aliases=site.options.aliases)
        self._near = Nearest((stem(path), path) for path in sorted(site.properties))
        self._headings: dict[str, Nearest] = {}

    def of(self, path: str, told: Told) -> Iterator[Change]:
        """Yield the changes for what was found in the note at a path."""
        linked = self._site.linked.notes[path]
        for index, (reference, resolution) in enumerate(
            zip(linked.note.references, linked.resolutions, strict=True)
        ):
            codes = told.get(reference.position, frozenset())
            change: Change | None = None
            if isinstance(resolution, Missing) and not codes.isdisjoint(("RW201", "RW303")):
                change = self._missing(path, index, reference)
            elif isinstance(resolution, Found):
                change = self._found(path, index, reference, resolution, codes)
            if change is not None:
                yield change

    def _missing(self, source: str, index: int, reference: Reference) -> Change | None:
        name = wanted_name(source, reference.target)
        found = self._near.only(stem(name)) if name is not None else None
        if found is None or found not in self._site.linked.notes:
            return None
        # A part that is not there, and a note within itself, say that another note was meant.
        own = reference.embed and found == source
        if own or find_part(self._site.compiled[found], reference.subpath).missing:
            return None
        target = self._spelled(source, reference.target, found)
        return None if target is None else Change(index=index, target=target)

    def _found(
        self, source: str, index: int, reference: Reference, found: Found, codes: AbstractSet[str]
    ) -> Change | None:
        target = subpath = None
        if "RW202" in codes:
            subpath = self._heading(found.path, reference.subpath)
        if found.part_missing and subpath is None:
            return None
        if not codes.isdisjoint(("RW205", "RW206")):
            target = self._spelled(source, reference.target, found.path)
        if target is None and subpath is None:
            return None
        keeps_shown = subpath is None and not reference.embed
        return Change(index=index, target=target, subpath=subpath, keeps_shown=keeps_shown)

    def _spelled(self, source: str, written: str, path: str) -> str | None:
        """Return how a link in `source` names the note at a path, with as much of it as `written` has."""
        has_suffix = written.lower().endswith(".md") or not path.lower().endswith(".md")
        whole = path if has_suffix else path[:-3]
        segments = written.split("/")
        ways = ["/".join([*segments[:-1], posixpath.basename(whole)]), whole]
        if {".", ".."}.isdisjoint(segments):
            ways.insert(0, "/".join(whole.split("/")[-len(segments) :]))
        for way in ways:
            answer = self._view.answer(source, way)
            if answer.way is Way.NAME and answer.paths == (path,):
                return way
        return None

    def _heading(self, path: str, subpath: str) -> str | None:
        """Return the subpath with its last heading spelled as in the note."""
        note = self._site.compiled[path]
        above, mark, last = subpath.rpartition("#")
        near = self._nearest_headings(path, note).only(last)
        wanted: str | None = None if near is None else f"{above}{mark}{linkable(near)}"
        if wanted is None or not isinstance(find_part(note, wanted).value, Heading):
            return None
        return wanted

    def _nearest_headings(self, path: str, note: CompiledNote) -> Nearest:
        known = self._headings.get(path)
        if known is None:
            pairs = [(heading.text, heading.text) for heading in note.headings]
            known = self._headings[path] = Nearest(pairs)
        return known
