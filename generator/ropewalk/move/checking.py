"""The proof of a plan: what it would write is read again, and every link must mean what it did."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from manifestcheck.diagnostic import Diagnostic
from ropewalk.model.note import CompiledNote
from ropewalk.move.catalogue import Catalogue
from ropewalk.move.conflict import changed, misread
from ropewalk.move.document import Document
from ropewalk.move.edit import edited
from ropewalk.move.outside import links_outside, tags_outside
from ropewalk.move.planning import Plan
from ropewalk.move.renaming import Renaming
from ropewalk.move.view import Meaning
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


def check(before: Catalogue, after: Catalogue, plan: Plan) -> Iterator[Diagnostic]:
    """Yield each link that means something else in `after`, names that move set aside, in path order."""
    renaming = plan.renaming
    old, new = before.view(), after.view()
    for path, document in before.documents.items():
        again = after.documents[renaming.path(path)]
        links, links_again = (links_outside(one, renaming) for one in (document, again))
        if len(links) != len(links_again):
            yield misread(path, "links would come or go")
        elif list(map(renaming.tag_name, tags_outside(document, renaming))) != tags_outside(again, renaming):
            yield misread(path, "other tags")
        elif document.note is not None and again.note is not None and path in plan.edits:
            yield from _headings(path, document.note, again.note, plan.texts.get(path, {}))
        old_links, new_links = document.links, again.links
        for place, place_again in zip(links, links_again, strict=False):
            meaning = _renamed(old.meaning(path, old_links[place]), renaming)
            meaning_again = new.meaning(again.path, new_links[place_again])
            if not _same(meaning, meaning_again):
                yield changed(path, old_links[place], meaning, meaning_again)


def _same(before: Meaning, after: Meaning) -> bool:
    same = (before.way, before.path, before.part) == (after.way, after.path, after.part)
    return same and (bool(before.others) or not after.others)


def _renamed(meaning: Meaning, renaming: Renaming) -> Meaning:
    return replace(
        meaning, path=renaming.path(meaning.path), others=tuple(map(renaming.path, meaning.others))
    )


def _headings(
    path: str, before: CompiledNote, after: CompiledNote, texts: Mapping[int, str]
) -> Iterator[Diagnostic]:
    """Yield an error if the note would have other headings than it should."""
    expected = [
        (one.level, heading_key(texts[place]) if place in texts else one.key)
        for place, one in enumerate(before.headings)
    ]
    if [(heading.level, heading.key) for heading in after.headings] != expected:
        yield misread(path, "other headings")
