"""The plan of a move: the edits of each file, from what its links mean before it and must mean after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from manifestcheck.diagnostic import Diagnostic
from ropewalk.model.note import CompiledNote
from ropewalk.move.conflict import unwritable, unwritable_tag
from ropewalk.move.document import Document
from ropewalk.move.edit import Edit, Unwritable
from ropewalk.move.link import Link
from ropewalk.move.note_part import heading_edit
from ropewalk.move.property_edits import Address
from ropewalk.move.renaming import Renaming
from ropewalk.move.spelling import Habit, Hop, spellings
from ropewalk.move.subpaths import renamed_subpath
from ropewalk.move.view import View
from ropewalk.names import Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All that a vault holds, as a move sees it."""

    documents: Mapping[str, Document]
    """By path, in path order."""
    files: frozenset[str]
    """The paths of files without links."""
    link_format: str = ""
    """See `Settings.link_format`."""
    aliases: bool = True
    """Whether links may name a note by its alias."""

    @property
    def notes(self) -> dict[str, CompiledNote]:
        """The notes by path."""
        return {path: one.note for path, one in self.documents.items() if one.note is not None}

    def view(self) -> View:
        """Return what the links of the vault mean."""
        others = [path for path, one in self.documents.items() if one.note is None]
        return View(self.notes, (*others, *self.files), aliases=self.aliases)

    def renamed(self, renaming: Renaming) -> Catalogue:
        """Return the same documents under their new paths."""
        documents = sorted((renaming.path(path), one) for path, one in self.documents.items())
        return Catalogue(
            documents=dict(documents),
            files=frozenset(map(renaming.path, self.files)),
            link_format=self.link_format,
            aliases=self.aliases,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to write."""

    renaming: Renaming
    edits: Mapping[str, tuple[Edit, ...]]
    """By old path; files without edits have none."""
    links: int = 0
    """How many links get another address."""
    tags: int = 0
    conflicts: tuple[Diagnostic, ...] = field(default=())
    """What cannot be written, in path order: then nothing is to be written."""


def plan(catalogue: Catalogue, renaming: Renaming) -> Plan:
    """Return the edits by which every link keeps its meaning, in the spelling that it has."""
    planner = _Planner(catalogue, renaming)
    edits: dict[str, tuple[Edit, ...]] = {}
    conflicts: list[Diagnostic] = []
    links = tags = 0
    for path, document in catalogue.documents.items():
        addresses, failed = planner.addresses(document)
        names = planner.tags(document)
        made = [*document.edits(addresses, names), *planner.heading(document)]
        conflicts += [unwritable(path, document.links[place], renaming) for place in failed]
        conflicts += _told(document, made, renaming)
        own = tuple(sorted({one for one in made if isinstance(one, Edit)}))
        if own:
            edits[path] = own
            links, tags = links + len(addresses), tags + len(names)
    return Plan(renaming=renaming, edits=edits, links=links, tags=tags, conflicts=tuple(conflicts))


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

    def addresses(self, document: Document) -> tuple[dict[int, Address], list[int]]:
        """Return what the links are to name that must be written anew, and the links that cannot be."""
        found: dict[int, Address] = {}
        failed: list[int] = []
        for place, link in enumerate(document.links):
            target = self._target(document.path, link) if self._renaming.paths else None
            subpath = self._subpath(document.path, link) if self._renaming.heading else None
            if target == "":
                failed.append(place)
            elif target is not None or subpath is not None:
                found[place] = (target, subpath)
        return found, failed

    def tags(self, document: Document) -> dict[int, str]:
        """Return the new names of the tags that get one."""
        if self._renaming.tag is None:
            return {}
        names = {place: self._renaming.tag_name(tag) for place, tag in enumerate(document.tags)}
        return {place: name for place, name in names.items() if name != document.tags[place]}

    def heading(self, document: Document) -> Iterator[Edit]:
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

    def _subpath(self, source: str, link: Link) -> str | None:
        """Return the new subpath of a link, None where it stays as it is."""
        rename, meaning = self._renaming.heading, self._before.meaning(source, link)
        if rename is None or meaning.path != rename.path or meaning.part is None:
            return None
        kind, place = meaning.part
        note = self._documents[rename.path].note
        if kind != "heading" or note is None:
            return None
        return renamed_subpath(link.subpath, note.headings, place, rename.index, rename.text)


def _valid(view: View, source: str, link: Link, hops: tuple[Hop, Hop], habit: Habit) -> Iterator[str]:
    """Yield the spellings that name the target of the second hop, and it alone."""
    for spelled in spellings(link.target, *hops, habit):
        if view.answer(source, spelled).paths == (hops[1].target,):
            yield spelled


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
