"""A note's properties as a page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from ropewalk.model.article import Property
from ropewalk.model.note import PropertyValue
from ropewalk.render.links import link_close, link_open
from ropewalk.render.page import Page, Place

PLACED = frozenset(
    (
        *("title", "tags", "tag", "aliases", "alias", "cssclasses", "cssclass", "publish", "draft"),
        *("permalink", "description", "image", "cover", "lang", "dir", "template", "kubernetes", "run"),
    )
)
"""Properties with a meaning or a place of their own."""


def shown_properties(page: Page) -> tuple[Property, ...]:
    """Return the other properties in their order; nested maps are not shown, as in Obsidian."""
    shown: list[Property] = []
    refs = _refs(page)
    for name, value in page.host.note.properties.values.items():
        if name.lower() in PLACED:
            continue
        links = _links(page, refs.get(name, ()))
        values = tuple(_shown(item, links) for item in (value if isinstance(value, list) else [value]))
        kept = tuple(text for text in values if text)
        if kept:
            shown.append(Property(name, kept))
    return tuple(shown)


def _refs(page: Page) -> dict[str, list[int]]:
    """Return the references of each property, in order."""
    refs: dict[str, list[int]] = {}
    for ref, reference in enumerate(page.host.note.references):
        if reference.property is not None:
            refs.setdefault(reference.property, []).append(ref)
    return refs


def _links(page: Page, refs: Iterable[int]) -> Iterator[Markup]:
    place = Place(page.host, ((page.host.path, ""),))
    for ref in refs:
        opening = link_open(page, place, ref)
        closing = link_close(page.host.resolutions[ref])
        shown = page.host.note.references[ref].shown
        yield Markup(opening) + shown + Markup(closing)  # noqa: S704 - our own tags


def _shown(value: PropertyValue, links: Iterator[Markup]) -> Markup:
    match value:
        case None | dict() | list():
            return Markup("")
        case bool():
            return Markup("✓") if value else Markup("✗")
        case str() if "[[" in value:
            found = [link for _, link in zip(range(value.count("[[")), links, strict=False)]
            alone = len(found) == 1 and value.startswith("[[") and value.endswith("]]")
            return found[0] if alone else escape(value)
        case _:
            return escape(str(value))
