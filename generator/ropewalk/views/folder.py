"""The page of a folder that has no note of its own: what lies in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from ropewalk.model.article import Article
from ropewalk.model.linked import LinkedVault
from ropewalk.render.shelf import Shelf, folder_of
from ropewalk.views.listing import count_of, link, listing, note_links, sections
from ropewalk.views.view import View


def folder_views(vault: LinkedVault, shelf: Shelf, strings: Mapping[str, str]) -> Iterator[View]:
    """Yield the page of each folder that needs one."""
    below = _children(vault)
    for folder in sorted(vault.generated_folders):
        url = vault.folders[folder]
        title = strings["home"] if folder == "/" else folder.split("/")[-2]

        def article(folder: str = folder, url: str = url, title: str = title) -> Article:
            folders = (link(url, vault.folders[name], vault.title_of(name)) for name in below.get(folder, ()))
            notes = [note for note in shelf.notes_in(folder) if note.url != url]
            html = count_of(strings, notes) + sections(
                (strings["folders"], listing(folders)),
                (strings["notes"], listing(note_links(url, notes))),
            )
            html = html or Markup("<p>{}</p>\n").format(strings["folder_empty"])
            crumbs = shelf.breadcrumbs(folder.rstrip("/"), url)
            return Article(kind="folder", title=title, title_id="", html=html, breadcrumbs=crumbs)

        yield View(url=url, title=title, article=article, kind="folder", folder=folder)


def _children(vault: LinkedVault) -> dict[str, list[str]]:
    """Return the folders directly in each folder, in order."""
    below: dict[str, list[str]] = {}
    for folder in sorted(vault.folders, key=str.casefold):
        if folder != "/":
            below.setdefault(folder_of(folder.rstrip("/")), []).append(folder)
    return below
