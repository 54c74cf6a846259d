"""The graph of notes: who links to whom, seen from the target, alone, and as a file for the browser."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ropewalk.model.linked import Ambiguous, Backlink, Found, LinkedNote, LinkedVault, Resolution
from ropewalk.model.note import CompiledNote
from ropewalk.name_index import fold


def found(resolution: Resolution) -> Found | None:
    """Return the target, of several the chosen one; None if there is none."""
    if isinstance(resolution, Ambiguous):
        return resolution.chosen
    return resolution if isinstance(resolution, Found) else None


def outgoing(path: str, note: CompiledNote, resolutions: Sequence[Resolution]) -> dict[str, tuple[int, ...]]:
    """Return what the note at `path` links to besides itself, with the references that do, see `Backlink`."""
    targets: dict[str, list[int]] = {}
    for index, (reference, resolution) in enumerate(zip(note.references, resolutions, strict=True)):
        target = found(resolution)
        if target is not None and target.path != path and not reference.hidden:
            targets.setdefault(target.path, []).append(index)
    return {target: tuple(refs) for target, refs in targets.items()}


def backlinks_of(
    notes: Mapping[str, CompiledNote],
    resolutions: Mapping[str, tuple[Resolution, ...]],
    titles: Mapping[str, str],
) -> dict[str, tuple[Backlink, ...]]:
    """Return the backlinks of each note that has any; a note's links to itself are none."""
    incoming: dict[str, dict[str, tuple[int, ...]]] = {}
    for source, note in notes.items():
        for target, refs in outgoing(source, note, resolutions[source]).items():
            incoming.setdefault(target, {})[source] = refs
    order = {path: (titles[path].casefold(), path) for path in notes}
    return {
        target: tuple(Backlink(source, sources[source]) for source in sorted(sources, key=order.__getitem__))
        for target, sources in incoming.items()
        if target in notes
    }


def orphans_of(notes: Mapping[str, LinkedNote]) -> tuple[str, ...]:
    """Return the notes that no other note links to and that link to none, in path order."""
    linking = {backlink.source for note in notes.values() for backlink in note.backlinks}
    return tuple(path for path, note in notes.items() if not note.backlinks and path not in linking)


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphParts:
    """Parts of the graph's file, by path of the note: JSON of the node, and of the edges that go out."""

    nodes: dict[str, str] = field(default_factory=dict)
    edges: dict[str, str] = field(default_factory=dict)


def graph_json(linked: LinkedVault, known: GraphParts | None = None) -> str:
    """Return the graph as JSON: `nodes` in path order, `edges` as [from, to, number of links].

    `wanted` maps the name of a missing note to the nodes that want it. `known` are the parts that are known;
    the others are added.
    """
    parts = known or GraphParts()
    number = {path: place for place, path in enumerate(linked.notes)}
    spelling = {fold(tag): tag for tag in linked.tags}
    for path, note in linked.notes.items():
        if path not in parts.nodes:
            tags = _tags(note.note, spelling)
            parts.nodes[path] = _json({"id": note.url, "title": note.title, "path": path, "tags": tags})
        if path not in parts.edges:
            parts.edges[path] = ",".join(_edges(note, number))
    nodes = ",".join(parts.nodes[path] for path in linked.notes)
    edges = ",".join(filter(None, (parts.edges[path] for path in linked.notes)))
    wanted = _json({name: [number[path] for path in paths] for name, paths in linked.wanted.items()})
    return f'{{"nodes":[{nodes}],"edges":[{edges}],"wanted":{wanted}}}'


def _edges(note: LinkedNote, number: Mapping[str, int]) -> Iterator[str]:
    """Yield what goes out from a note, in the order of the numbers."""
    targets = outgoing(note.path, note.note, note.resolutions)
    linked = sorted((number[target], len(refs)) for target, refs in targets.items() if target in number)
    return (f"[{number[note.path]},{target},{links}]" for target, links in linked)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _tags(note: CompiledNote, spelling: Mapping[str, str]) -> list[str]:
    """Return the note's own tags, each as the vault's pages write it."""
    keys = {fold("/".join(filter(None, tag.name.split("/")))) for tag in note.tags if not tag.hidden}
    return [spelling[key] for key in sorted(keys) if key in spelling]
