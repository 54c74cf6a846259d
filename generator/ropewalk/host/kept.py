"""What the pages of a vault have made and need not make again while that still holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from ropewalk.affected import Affected
from ropewalk.graph import GraphParts
from ropewalk.model.article import Article
from ropewalk.model.linked import LinkedVault
from ropewalk.render.article import Rendered
from ropewalk.render.shelf import folder_of
from ropewalk.views.view import View

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """By path of the note, and for generated pages by their address."""

    rendered: dict[str, Rendered] = field(default_factory=dict)
    views: dict[str, tuple[View, Article]] = field(default_factory=dict)
    neighbours: dict[str, int] = field(default_factory=dict)
    """How many each note has."""
    names: dict[str, str] = field(default_factory=dict)
    """Entries of the script of names, see `ropewalk.search.names`."""
    graph: GraphParts = field(default_factory=GraphParts)
    lines: dict[str, str] = field(default_factory=dict)
    """Lines of `llms.txt`."""

    def after(self, changes: Affected, vault: LinkedVault, *, dates: bool) -> Kept:
        """Return what still holds after changes; `dates`: notes have other dates."""
        folders = {folder_of(path) for path in changes.listed}
        tags = {tag for tag, paths in vault.tags.items() if not changes.listed.isdisjoint(paths)}

        def holds(view: View) -> bool:
            match view.kind:
                case "folder":
                    return not changes.folders and view.folder not in folders
                case "tag" | "tags":
                    return not changes.tags and view.tag not in tags
                case "wanted":
                    return not changes.wanted
                case "recent":
                    return not dates and not changes.listed
                case "graph":
                    return not changes.graph
                case _:
                    return False

        graph = GraphParts(
            nodes={} if changes.tags else _without(self.graph.nodes, changes.changed),
            edges={} if changes.notes else _without(self.graph.edges, changes.changed),
        )
        return Kept(
            rendered=_without(self.rendered, changes.pages),
            views={url: known for url, known in self.views.items() if holds(known[0])},
            neighbours=_without(self.neighbours, changes.changed),
            names=_without(self.names, changes.changed),
            graph=graph,
            lines=_without(self.lines, changes.changed),
        )


def _without(kept: Mapping[str, Value], paths: Collection[str]) -> dict[str, Value]:
    left = dict(kept)
    for path in paths:
        left.pop(path, None)
    return left
