"""The graph of notes: who links to whom, seen from the target, alone, and as a file for the browser."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

from ropewalk.model.linked import Ambiguous, Backlink, Found, LinkedNote, LinkedVault, Resolution
from ropewalk.model.note import CompiledNote
from ropewalk.name_index import fold


def found(resolution: Resolution) -> Found | None:
    """Return the target, of several the chosen one; None if there is none."""
    if isinstance(resolution, Ambiguous):
        return resolution.chosen
    return resolution if isinstance(resolution, Found) else None


def backlinks_of(
    notes: Mapping[str, CompiledNote],
    resolutions: Mapping[str, tuple[Resolution, ...]],
    titles: Mapping[str, str],
) -> dict[str, tuple[Backlink, ...]]:
    """Return the backlinks of each note that has any; a note's links to itself are none."""
    incoming: dict[str, dict[str, list[int]]] = {}
    for source, note in notes.items():
        for index, (reference, resolution) in enumerate(
            zip(note.references, resolutions[source], strict=True)
        ):
            target = found(resolution)
            if target is not None and target.path != source and not reference.hidden:
                incoming.setdefault(target.path, {}).setdefault(source, []).append(index)
    order = {path: (titles[path].casefold(), path) for path in notes}
    return {
        target: tuple(
            Backlink(source, tuple(sources[source])) for source in sorted(sources, key=order.__getitem__)
        )
        for target, sources in incoming.items()
        if target in notes
    }


def orphans_of(notes: Mapping[str, LinkedNote]) -> tuple[str, ...]:
    """Return the notes that no other note links to and that link to none, in path order."""
    linking = {backlink.source for note in notes.values() for backlink in note.backlinks}
    return tuple(path for path, note in notes.items() if not note.backlinks and path not in linking)


def graph_json(linked: LinkedVault) -> str:
    """Return the graph as JSON: `nodes` in path order, `edges` as [from, to, number of links].

    `wanted` maps the name of a missing note to the nodes that want it.
    """
    number = {path: place for place, path in enumerate(linked.notes)}
    spelling = {fold(tag): tag for tag in linked.tags}
    nodes = [
        {"id": note.url, "title": note.title, "path": path, "tags": _tags(note.note, spelling)}
        for path, note in linked.notes.items()
    ]
    edges: Counter[tuple[int, int]] = Counter()
    for path, note in linked.notes.items():
        for backlink in note.backlinks:
            edges[number[backlink.source], number[path]] += len(backlink.refs)
    wanted = {name: [number[path] for path in paths] for name, paths in linked.wanted.items()}
    graph = {
        "nodes": nodes,
        "edges": [[source, target, links] for (source, target), links in sorted(edges.items())],
        "wanted": wanted,
    }
    return json.dumps(graph, ensure_ascii=False, separators=(",", ":"))


def _tags(note: CompiledNote, spelling: Mapping[str, str]) -> list[str]:
    """Return the note's own tags, each as the vault's pages write it."""
    keys = {fold("/".join(filter(None, tag.name.split("/")))) for tag in note.tags if not tag.hidden}
    return [spelling[key] for key in sorted(keys) if key in spelling]
