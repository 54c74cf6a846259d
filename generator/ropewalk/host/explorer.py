"""The explorer's data: the whole navigation in one script, which every page loads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

VARIABLE = "ropewalkExplorer"


def explorer(nav: Navigation, folder_files: Mapping[str, str]) -> str:
    """Return a script that sets `window.ropewalkExplorer`; `theme/src/explorer.js` says to what.

    `folder_files` maps the file in the site of a folder's page to the folder.
    """
    data = json.dumps(
        {"tree": _nodes(nav.items, folder_files, "")}, ensure_ascii=False, separators=(",", ":")
    )
    return f"window.{VARIABLE}={data};\n"


def _nodes(items: Iterable[StructureItem], folder_files: Mapping[str, str], above: str) -> list[list[object]]:
    nodes: list[list[object]] = []
    for item in items:
        if isinstance(item, Section):
            nodes.append(_section(item, folder_files, above))
        elif isinstance(item, Page):
            nodes.append([str(item.title), item.url])
        elif isinstance(item, Link):
            nodes.append([item.title, item.url])
    return nodes


def _section(section: Section, folder_files: Mapping[str, str], above: str) -> list[object]:
    """Return a folder; the note that is its page stands for it, and not among its children."""
    path = f"{above}{section.title}/"
    own = [
        child
        for child in section.children
        if isinstance(child, Page) and folder_files.get(child.file.dest_uri) == path
    ]
    rest = [child for child in section.children if child not in own]
    return [section.title, own[0].url if own else None, _nodes(rest, folder_files, path), path]
