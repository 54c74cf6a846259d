"""The pages of the tags: one for each with its notes, and one with them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from markupsafe import Markup

from ropewalk.model.article import Article, Link
from ropewalk.model.linked import LinkedVault
from ropewalk.paths import href
from ropewalk.views.listing import count_of, listing, note_links, sections
from ropewalk.views.view import View


def tag_views(vault: LinkedVault, strings: Mapping[str, str], tags_url: str) -> Iterator[View]:
    """Yield the page of each tag, then that of all tags."""
    children = _children(vault)
    for tag, paths in sorted(vault.tags.items(), key=lambda item: item[0].casefold()):
        url = vault.tag_urls[tag.lower()]

        def article(tag: str = tag, paths: tuple[str, ...] = paths, url: str = url) -> Article:
            notes = sorted((vault.notes[path] for path in paths), key=lambda note: note.title.casefold())
            below = (_chip(vault, url, name) for name in children.get(tag.lower(), ()))
            html = count_of(strings, notes) + sections(
                (strings["tags_below"], listing(below)),
                (strings["notes"], listing(note_links(url, notes))),
            )
            return Article(
                kind="tag",
                title=f"#{tag}",
                title_id="",
                html=html,
                breadcrumbs=_crumbs(vault, strings, tag, url, tags_url),
            )

        yield View(url=url, title=f"#{tag}", article=article, kind="tag", tag=tag)
    yield View(
        url=tags_url,
        title=strings["tags"],
        article=lambda: _all_tags(vault, strings, tags_url),
        kind="tags",
        tag="",
    )


def _children(vault: LinkedVault) -> dict[str, list[str]]:
    """Return the tags directly below each tag, by lower-cased name, in order."""
    below: dict[str, list[str]] = {}
    for tag in sorted(vault.tags, key=str.casefold):
        parent, nested, _ = tag.rpartition("/")
        if nested:
            below.setdefault(parent.lower(), []).append(tag)
    return below


def _crumbs(
    vault: LinkedVault, strings: Mapping[str, str], tag: str, url: str, tags_url: str
) -> tuple[Link, ...]:
    parts = tag.split("/")
    above = ("/".join(parts[:depth]) for depth in range(1, len(parts)))
    return (
        Link(strings["tags"], href(url, tags_url)),
        *(Link(f"#{name}", href(url, vault.tag_urls[name.lower()])) for name in above),
    )


def _all_tags(vault: LinkedVault, strings: Mapping[str, str], url: str) -> Article:
    below = _children(vault)
    top = sorted((tag for tag in vault.tags if "/" not in tag), key=str.casefold)
    html = _tree(vault, below, url, top) or Markup("<p>{}</p>\n").format(strings["tags_none"])
    return Article(kind="tags", title=strings["tags"], title_id="", html=html)


def _tree(vault: LinkedVault, below: Mapping[str, Sequence[str]], url: str, tags: Iterable[str]) -> Markup:
    """Return tags as a list, each with those below it."""
    return listing(
        _chip(vault, url, tag) + _tree(vault, below, url, below.get(tag.lower(), ())) for tag in tags
    )


def _chip(vault: LinkedVault, from_url: str, tag: str) -> Markup:
    """Return a tag with how many notes have it."""
    address = href(from_url, vault.tag_urls[tag.lower()])
    return Markup('<a class="tag" href="{}">#{}</a> <span class="count">{}</span>').format(
        address, tag, len(vault.tags[tag])
    )
