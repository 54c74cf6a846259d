"""What a site would make public and why, and what it keeps back and why: each file of vault and site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from mkdocs.structure.nav import Navigation

from ropewalk.attachments import HEAD, cleaner
from ropewalk.build import Site
from ropewalk.graph import found
from ropewalk.host.configured import configured_paths
from ropewalk.host.machines import JSON_FEED, RSS
from ropewalk.host.pages import Pages
from ropewalk.host.shared import shared_files
from ropewalk.host.vault_styles import asked_styles
from ropewalk.kept_back import why_kept_back
from ropewalk.manifest_files import manifest_files
from ropewalk.model.linked import LinkedNote
from ropewalk.paths import dest_path
from ropewalk.views.markdown_copy import copy_url
from ropewalk.views.redirects import redirects

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from ropewalk.host.config import PluginConfig
    from ropewalk.model.vault import VaultFile
    from ropewalk.views.view import View

_LISTS: Final = "a list made of the published notes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One file of the vault, or one of the site that nobody wrote."""

    kind: Literal["note", "file", "page"]
    path: str
    """In the vault; of a `page` in the site."""
    why: str
    """What publishes it, or what keeps it back."""
    files: tuple[str, ...] = ()
    """What it becomes in the site; empty: it is kept back."""


def publication(site: Site, config: MkDocsConfig, plugin: PluginConfig) -> Iterator[Listed]:
    """Yield every note and file of the vault, then what else the site has beside the theme and the index."""
    asked = list(_asked(site, config, plugin))
    known = {one.path for one in asked}
    published = [*_notes(site), *(one for one in _files(site) if one.path not in known), *asked]
    yield from published
    yield from (one for one in _kept_back(site) if one.path not in known)
    made = {file for one in published for file in one.files}
    for one in _pages(site, config, plugin):
        made.update(one.files)
        yield one
    old = redirects(site.linked, made, directory_urls=site.options.directory_urls)
    yield from (_page(file, "an old address of a published note") for file in old)


def _kept_back(site: Site) -> Iterator[Listed]:
    for path, why in why_kept_back(site):
        yield Listed(kind="note" if path.lower().endswith(".md") else "file", path=path, why=why)


def _notes(site: Site) -> Iterator[Listed]:
    for path, note in site.linked.notes.items():
        says_so = site.properties[path].publish is True
        why = "its property `publish` is `true`" if says_so else "nothing keeps it back"
        yield Listed(kind="note", path=path, why=why, files=tuple(_files_of(note)))


def _files_of(note: LinkedNote) -> Iterator[str]:
    yield dest_path(note.url)
    yield copy_url(note.url)
    yield from (name for name, _ in manifest_files(note))


def _files(site: Site) -> Iterator[Listed]:
    ways: dict[str, list[str]] = {}
    for path, note in site.linked.notes.items():
        for reference, resolution in zip(note.note.references, note.resolutions, strict=True):
            target = found(resolution)
            if target is not None and target.path in site.linked.files and not reference.hidden:
                ways.setdefault(target.path, []).append(f"`{path}:{reference.position.line}`")
    on_disk = {file.path: file for file in site.vault.files}
    for path, url in site.linked.files.items():
        places = list(dict.fromkeys(ways[path]))
        more = f" and {len(places) - 1} more lead" if len(places) > 1 else " leads"
        content = _content(on_disk[path], trusted=site.options.trusted_html)
        why = f"{places[0]}{more} to it; {content}"
        yield Listed(kind="file", path=path, why=why, files=(dest_path(url),))


def _asked(site: Site, config: MkDocsConfig, plugin: PluginConfig) -> Iterator[Listed]:
    for path in configured_paths(config):
        yield Listed(kind="file", path=path, why="the configuration names it", files=(path,))
    for style in asked_styles(plugin, site.vault.root):
        yield Listed(kind="file", path=style.path, why=f"the option `{style.option}`", files=(style.url,))


def _content(file: VaultFile, *, trusted: bool) -> str:
    with file.file.open("rb") as stream:
        cleaned = cleaner(file.path, stream.read(HEAD), trusted=trusted)
    return "published as it is, with all it says about itself" if cleaned is None else "without its metadata"


def _pages(site: Site, config: MkDocsConfig, plugin: PluginConfig) -> Iterator[Listed]:
    pages = Pages(site=site, config=config, titles={})
    for view in pages.all_views():
        yield _page(dest_path(view.url), _why_view(view))
    for name, _ in shared_files(site.linked, Navigation([], [])):
        yield _page(name, _LISTS)
    yield _page("404.html", "what is shown at an address that is not there")
    yield _page("llms.txt", _LISTS)
    yield _page("sitemap.xml", _LISTS)
    yield _page("sitemap.xml.gz", _LISTS)
    if config.site_url:
        yield _page(RSS, _LISTS)
        yield _page(JSON_FEED, _LISTS)
    if plugin.robots:
        yield _page("robots.txt", "the option `robots`")


def _why_view(view: View) -> str:
    if view.folder is not None:
        return f"the folder `{view.folder}` has published notes"
    return f"published notes have the tag `#{view.tag}`" if view.tag else _LISTS


def _page(file: str, why: str) -> Listed:
    return Listed(kind="page", path=file, why=why, files=(file,))
