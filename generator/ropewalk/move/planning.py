"""The plan of a move: the edits of each file, from what its links mean before it and must mean after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from manifestcheck.diagnostic import Diagnostic
from ropewalk.move.catalogue import Catalogue
from ropewalk.move.conflict import unwritable, unwritable_tag
from ropewalk.move.document import Document
from ropewalk.move.edit import Edit, Lines, Unwritable, edited
from ropewalk.move.link import Link
from ropewalk.move.note_part import heading_edit
from ropewalk.move.property_edits import Address
from ropewalk.move.renaming import Renaming
from ropewalk.move.spelling import Habit, Hop, spellings
from ropewalk.move.subpaths import renamed_subpath
from ropewalk.move.view import View
from ropewalk.names import Way

Texts = Mapping[str, Mapping[int, str]]

_ROUNDS: Final = 5
"""A link in a heading may name a heading with a link in it, and so on; what is longer is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to write."""

    renaming: Renaming
    edits: Mapping[str, tuple[Edit, ...]]
    """By old path; files without edits have none."""
    links: int = 0
    """How many links get another address."""
    tags: int = 0
    texts: Texts = field(default_factory=dict)
    """What headings are called then, by path and place: one that is renamed, and those with links."""
    conflicts: tuple[Diagnostic, ...] = field(default=())
    """What cannot be written, in path order: then nothing is to be written."""


def plan(catalogue: Catalogue, renaming: Renaming) -> Plan:
    """Return the edits by which every link keeps its meaning, in the spelling that it has."""
    texts: dict[str, dict[int, str]] = {}
    if renaming.heading is not None:
        texts[renaming.heading.path] = {renaming.heading.index: renaming.heading.text}
    planner = _Planner(catalogue, renaming)
    for _ in range(_ROUNDS):
        made = planner.plan(texts)
        again = {path: found for path in made.edits if (found := _texts(catalogue.documents[path], made))}
        if again == texts:
            break
        texts = again
    return made


def _texts(document: Document, plan: Plan) -> dict[int, str]:
    """Return the new texts of the headings of a note in which something is edited."""
    lines, found = Lines(document.text), {}
    for place, heading in enumerate(document.note.headings if document.note else ()):
        if heading.span is not None:
            start, end = lines.bounds(heading.span)
            edits = [
                Edit(edit.start - start, edit.end - start, edit.text)
                for edit in plan.edits[document.path]
                if start <= edit.start and edit.end <= end
            ]
            if edits:
                found[place] = edited(document.text[start:end], edits)
    return found


def _told(document: Document, made: Iterable[Edit | Unwritable], renaming: Renaming) -> Iterator[Diagnostic]:
    for one in made:
        if isinstance(one, Unwritable) and one.link is not None:
            yield unwritable(document.path, document.links[one.link], renaming)
        elif isinstance(one, Unwritable):
            yield unwritable_tag(document.path, document.tags[one.tag or 0], renaming)


class _Planner:
    """One move over all documents."""

    def __init__(self, catalogue: Catalogue, renaming: Renaming) -> None:
        self._renaming = renaming
        self._documents = catalogue.documents
        self._link_format = catalogue.link_format
        self._before = catalogue.view()
        self._after = catalogue.renamed(renaming).view() if renaming.paths else self._before
        self._targets = {path: list(self._new_targets(one)) for path, one in self._documents.items()}

    def plan(self, texts: Texts) -> Plan:
        """Return the edits where headings are called what `texts` says."""
        edits: dict[str, tuple[Edit, ...]] = {}
        conflicts: list[Diagnostic] = []
        links = tags = 0
        for path, document in self._documents.items():
            addresses, failed = self._addresses(document, texts)
            names = self._tags(document)
            made = [*self._heading(document), *document.edits(addresses, names)]
            conflicts += [unwritable(path, document.links[place], self._renaming) for place in failed]
            conflicts += _told(document, made, self._renaming)
            own = [one for one in made if isinstance(one, Edit)]
            if own:
                edits[path] = tuple(_apart(own))
                links, tags = links + len(addresses), tags + len(names)
        return Plan(
            renaming=self._renaming,
            edits=edits,
            links=links,
            tags=tags,
            texts=texts,
            conflicts=tuple(conflicts),
        )

    def _addresses(self, document: Document, texts: Texts) -> tuple[dict[int, Address], list[int]]:
        """Return what the links are to name that must be written anew, and the links that cannot be."""
        found: dict[int, Address] = {}
        failed: list[int] = []
        for place, (link, target) in enumerate(
            zip(document.links, self._targets[document.path], strict=True)
        ):
            subpath = self._subpath(document.path, link, texts) if texts and link.subpath else None
            if target == "":
                failed.append(place)
            elif target is not None or subpath is not None:
                found[place] = (target, subpath)
        return found, failed

    def _new_targets(self, document: Document) -> Iterator[str | None]:
        for link in document.links:
            yield self._target(document.path, link) if self._renaming.paths else None

    def _tags(self, document: Document) -> dict[int, str]:
        """Return the new names of the tags that get one."""
        if self._renaming.tag is None:
            return {}
        names = {place: self._renaming.tag_name(tag) for place, tag in enumerate(document.tags)}
        return {place: name for place, name in names.items() if name != document.tags[place]}

    def _heading(self, document: Document) -> Iterator[Edit]:
        """Yield the edit of the heading's own line."""
        rename = self._renaming.heading
        if rename is not None and rename.path == document.path and document.note is not None:
            edit = heading_edit(document.text, document.note.headings[rename.index], rename.text)
            if edit is not None:
                yield edit

    def _target(self, source: str, link: Link) -> str | None:
        """Return the new target of a link, None where it stays as it is, '' where there is none."""
        answer = self._before.answer(source, link.target)
        if answer.way not in {Way.NAME, Way.FOLDER}:
            return None
        old, new = answer.paths[0], self._renaming.path(answer.paths[0])
        new_source = self._renaming.path(source)
        if old == new and source == new_source:
            return None
        habit = Habit(link_format=self._link_format, web=link.web)
        here = Hop(folder=_folder(source), target=old)
        there = Hop(folder=_folder(new_source), target=new)
        best = next(_valid(self._before, source, link, (here, here), habit), None)
        wanted = next(_valid(self._after, new_source, link, (here, there), habit), "")
        stays = self._after.answer(new_source, link.target).paths[:1] == (new,)
        return None if wanted == best and stays else wanted

    def _subpath(self, source: str, link: Link, texts: Texts) -> str | None:
        """Return the new subpath of a link, None where it stays as it is."""
        meaning = self._before.meaning(source, link)
        if meaning.path not in texts or meaning.part is None or meaning.part[0] != "heading":
            return None
        note = self._documents[meaning.path].note
        headings = note.headings if note else ()
        return renamed_subpath(link.subpath, headings, meaning.part[1], texts[meaning.path])


def _apart(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield the edits in order, without those that stand in another: a heading's that is written anew."""
    done = -1
    for edit in sorted(set(edits), key=lambda one: (one.start, -one.end)):
        if edit.start >= done:
            yield edit
            done = edit.end


def _valid(view: View, source: str, link: Link, hops: tuple[Hop, Hop], habit: Habit) -> Iterator[str]:
    """Yield the spellings that name the target of the second hop, and it alone."""
    for spelled in spellings(link.target, *hops, habit):
        if view.answer(source, spelled).paths == (hops[1].target,):
            yield spelled


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
