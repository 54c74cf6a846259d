"""One note's references after another's: from what a target names to the answer that pages use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from manifestcheck.diagnostic import Diagnostic
from ropewalk.addresses import stem
from ropewalk.explain import explain
from ropewalk.model.linked import Ambiguous, Found, Missing, Resolution, Withheld
from ropewalk.model.note import CompiledNote, Reference
from ropewalk.names import Answer, Names, Way
from ropewalk.nearest import Nearest
from ropewalk.subpath import Parts
from ropewalk.wanted import Wanted, wanted_name


class Answers:
    """Answers references, and collects what else they tell: findings and wanted notes."""

    def __init__(
        self, names: Names, notes: Mapping[str, CompiledNote], folder_notes: Mapping[str, str]
    ) -> None:
        self.wanted = Wanted()
        self.names = names
        self.findings: dict[str, tuple[Diagnostic, ...]] = {}
        """By path of the notes that there are any about."""
        self._notes = dict(notes)
        self._folder_notes = folder_notes
        self._parts: dict[str, Parts] = {}
        self._whole: dict[str, Found] = {}
        self._near_notes = Nearest([(stem(path), path) for path in notes])
        self._near_headings: dict[str, Nearest] = {}

    @property
    def diagnostics(self) -> Iterator[Diagnostic]:
        """The findings about all notes; those about one are in order."""
        return chain.from_iterable(self.findings.values())

    def edit(self, path: str, note: CompiledNote) -> None:
        """Answer from now on with another text of the note at `path`."""
        self._notes[path] = note
        self._parts.pop(path, None)
        self._near_headings.pop(path, None)

    def of(self, path: str) -> tuple[Resolution, ...]:
        """Return the answers to the references of the note at `path`.

        Notes are to be asked for in path order: the first spelling of a wanted name counts.
        """
        resolutions: list[Resolution] = []
        findings: list[Diagnostic] = []
        for reference in self._notes[path].references:
            answer = self.names.resolve(path, reference.target)
            resolution = self._resolution(path, reference, answer)
            resolutions.append(resolution)
            if not reference.hidden:
                found = explain(reference, resolution, answer.way, self._similar_heading)
                findings.extend(finding.at(path) for finding in found)
        if findings:
            self.findings[path] = tuple(findings)
        else:
            self.findings.pop(path, None)
        return tuple(resolutions)

    def _resolution(self, source: str, reference: Reference, answer: Answer) -> Resolution:
        target = reference.target
        match answer.way:
            case Way.WITHHELD:
                return Withheld()
            case Way.MISSING if not reference.hidden:
                return self._missing(source, target)
            case Way.MISSING | Way.OUTSIDE:
                return Missing(target)
        found = self._found(answer.paths[0], reference.subpath)
        return Ambiguous(found, answer.paths[1:]) if len(answer.paths) > 1 else found

    def _missing(self, source: str, target: str) -> Missing:
        name = wanted_name(source, target)
        if name is None:
            return Missing(target)
        return Missing(self.wanted.add(source, name), self._near_notes.find(stem(name)))

    def _found(self, path: str, subpath: str) -> Found:
        """Return the target with its part; the page of a folder is its note where it has one."""
        path = self._folder_notes.get(path, path)
        if not subpath or path not in self._notes:
            return self._whole.get(path) or self._whole.setdefault(path, Found(path))
        parts = self._parts.get(path)
        if parts is None:
            parts = self._parts[path] = Parts(self._notes[path])
        part = parts.find(subpath)
        return Found(path, part.value, part.missing)

    def _similar_heading(self, path: str, text: str) -> str | None:
        near = self._near_headings.get(path)
        if near is None:
            headings = self._notes[path].headings
            near = self._near_headings[path] = Nearest([(heading.text, heading.text) for heading in headings])
        return near.find(text)
