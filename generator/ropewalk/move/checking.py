"""The proof of a plan: what it would write is read again, and every link must mean what it did."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from manifestcheck.diagnostic import Diagnostic
from ropewalk.model.note import CompiledNote
from ropewalk.move.conflict import changed, misread
from ropewalk.move.document import Document
from ropewalk.move.edit import edited
from ropewalk.move.planning import Catalogue, Plan
from ropewalk.move.renaming import Renaming
from ropewalk.move.view import Meaning, View
from ropewalk.subpath import heading_key

Reader = Callable[[str, str], Document | None]
"""Makes a document of a path and a text."""


def outcome(catalogue: Catalogue, plan: Plan, read: Reader) -> Catalogue:
    """Return the vault as it will be."""
    documents: dict[str, Document] = {}
    for path, document in catalogue.documents.items():
        new_path = plan.renaming.path(path)
        edits = plan.edits.get(path)
        again = read(new_path, edited(document.text, edits)) if edits else None
        documents[new_path] = again or replace(document, path=new_path)
    return replace(
        catalogue,
        documents=dict(sorted(documents.items())),
        files=frozenset(map(plan.renaming.path, catalogue.files)),
    )


def check(before: Catalogue, after: Catalogue, renaming: Renaming) -> Iterator[Diagnostic]:
    """Yield each link that means something else in `after`, names that move set aside, in path order."""
    old, new = before.view(), after.view()
    for path, document in before.documents.items():
        again = after.documents[renaming.path(path)]
        if len(document.links) != len(again.links):
            yield misread(path, "links would come or go")
        elif [renaming.tag_name(tag) for tag in document.tags] != list(again.tags):
            yield misread(path, "other tags")
        elif document.note is not None and again.note is not None and document is not again:
            yield from _headings(path, document.note, again.note, renaming)
        yield from _links(document, again, old, new, renaming)


def _links(
    document: Document, again: Document, old: View, new: View, renaming: Renaming
) -> Iterator[Diagnostic]:
    for link, link_again in zip(document.links, again.links, strict=False):
        meaning = _renamed(old.meaning(document.path, link), renaming)
        meaning_again = new.meaning(again.path, link_again)
        if not _same(meaning, meaning_again):
            yield changed(document.path, link, meaning, meaning_again)


def _same(before: Meaning, after: Meaning) -> bool:
    same = (before.way, before.path, before.part) == (after.way, after.path, after.part)
    return same and (bool(before.others) or not after.others)


def _renamed(meaning: Meaning, renaming: Renaming) -> Meaning:
    return replace(
        meaning, path=renaming.path(meaning.path), others=tuple(map(renaming.path, meaning.others))
    )


def _headings(
    path: str, before: CompiledNote, after: CompiledNote, renaming: Renaming
) -> Iterator[Diagnostic]:
    """Yield an error if the note would have other headings than it should."""
    expected = [(heading.level, heading.key) for heading in before.headings]
    if renaming.heading is not None and renaming.heading.path == path:
        place = renaming.heading.index
        expected[place] = (before.headings[place].level, heading_key(renaming.heading.text))
    if [(heading.level, heading.key) for heading in after.headings] != expected:
        yield misread(path, "other headings")
