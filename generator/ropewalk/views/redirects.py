"""Old addresses that lead to a note: aliases that are paths, and where it would be without permalink."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from ropewalk.model.linked import LinkedVault
from ropewalk.paths import clean_permalink, dest_path, href, note_url


def redirects(vault: LinkedVault, taken: Iterable[str], *, directory_urls: bool) -> dict[str, str]:
    """Return the file of each redirect and the page that it holds.

    `taken` are the files of the site, asked for only where there are old addresses: a page beats a redirect,
    and of two redirects the first in path order wins. Case makes no difference, as on many disks.
    """
    made: dict[str, str] = {}
    addresses = list(_old_addresses(vault, directory_urls=directory_urls))
    used = {file.casefold() for file in taken} if addresses else set()
    for path, old in addresses:
        file = dest_path(old)
        if file.casefold() not in used:
            used.add(file.casefold())
            note = vault.notes[path]
            made[file] = _page(href(old, note.url), note.title)
    return made


def _old_addresses(vault: LinkedVault, *, directory_urls: bool) -> Iterator[tuple[str, str]]:
    """Yield path and old address, in path order."""
    for path, note in vault.notes.items():
        for alias in note.note.properties.aliases:
            if "/" in alias and clean_permalink(alias):
                permalink = alias.removesuffix(".md")
                yield path, note_url(path, permalink=permalink, directory_urls=directory_urls)
        if "permalink" in note.note.properties.values:
            plain = note_url(path, directory_urls=directory_urls)
            if plain != note.url:
                yield path, plain


def _page(address: str, title: str) -> str:
    to, name = escape(address), escape(title)
    return (
        f'<!doctype html>\n<html><head><meta charset="utf-8"><title>{name}</title>'
        f'<meta name="robots" content="noindex"><link rel="canonical" href="{to}">'
        f'<meta http-equiv="refresh" content="0; url={to}"></head>'
        f'<body><p><a href="{to}">{name}</a></p></body></html>\n'
    )
