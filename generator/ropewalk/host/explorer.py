"""The explorer's data: the whole navigation in one script, which every page loads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from ropewalk.host.navigation import Folder
from ropewalk.paths import dest_path, href

VARIABLE = "ropewalkExplorer"


def explorer(nav: Navigation, folders: Mapping[str, str]) -> str:
    """Return a script that sets `window.ropewalkExplorer`; `theme/src/lib/explorer.js` says to what.

    `folders` maps each folder of the vault to the address of its page.
    """
    data = json.dumps({"tree": _nodes(nav.items, folders, "")}, ensure_ascii=False, separators=(",", ":"))
    return f"window.{VARIABLE}={data};\n"


def _nodes(items: Iterable[StructureItem], folders: Mapping[str, str], above: str) -> list[list[object]]:
    nodes: list[list[object]] = []
    for item in items:
        if isinstance(item, Section):
            nodes.append(_section(item, folders, above))
        elif isinstance(item, Page):
            nodes.append([str(item.title), item.url])
        elif isinstance(item, Link):
            nodes.append([item.title, item.url])
    return nodes


def _section(section: Section, folders: Mapping[str, str], above: str) -> list[object]:
    """Return a folder; the note that is its page stands for it, and not among its children."""
    path = section.path if isinstance(section, Folder) else f"{above}{section.title}/"
    url = folders.get(path)
    file = None if url is None else dest_path(url)
    rest = [
        child for child in section.children if not (isinstance(child, Page) and child.file.dest_uri == file)
    ]
    return [section.title, None if url is None else href("", url), _nodes(rest, folders, path), path]
