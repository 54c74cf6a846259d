"""The names that a reader may type to get to a note: a script that holds them as data."""

from __future__ import annotations

import json

from ropewalk.model.linked import LinkedNote, LinkedVault

VARIABLE = "ropewalkNames"


def names(vault: LinkedVault, known: dict[str, str] | None = None) -> str:
    """Return a script that sets `window.ropewalkNames`; being a script it loads from `file://` too.

    `{"notes": [[title, url, [alias, …], [[heading, id], …], [tag, …]], …]}`, in path order. Addresses are
    relative to the site and not percent-encoded, as are ids; tags stand without `#`, each once. `known`
    are the entries that are known, by path; the others are added.
    """
    entries = {} if known is None else known
    for path, note in vault.notes.items():
        if path not in entries:
            entries[path] = json.dumps(_entry(note), ensure_ascii=False, separators=(",", ":"))
    listed = ",".join(entries[path] for path in vault.notes)
    return f'window.{VARIABLE}={{"notes":[{listed}]}};\n'


def _entry(linked: LinkedNote) -> list[object]:
    note = linked.note
    headings = [
        [heading.text, heading.id]
        for heading in note.headings
        # The page shows its title for it.
        if not (heading == note.lead and heading.text == linked.title)
    ]
    tags: dict[str, str] = {}
    for tag in note.tags:
        if not tag.hidden:
            tags.setdefault(tag.name.lower(), tag.name)
    return [linked.title, linked.url, list(note.properties.aliases), headings, list(tags.values())]
