"""The tags of a vault: which notes have each, and where its page is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ropewalk.model.note import CompiledNote
from ropewalk.name_index import fold
from ropewalk.paths import tag_url

TagNotes = dict[str, tuple[str, ...]]
MAX_LEVELS = 16
"""Each level is a page and a folder of the site, and file systems limit the length of a path."""


def tags_of(notes: Mapping[str, CompiledNote], *, directory_urls: bool) -> tuple[TagNotes, dict[str, str]]:
    """Return the notes of each tag and the address of its page by its lower-cased name.

    `notes` are in path order; a tag is written as in the first of them. `a/b` counts for `a` too.
    """
    named: dict[str, str] = {}
    found: dict[str, dict[str, None]] = {}
    keys: dict[str, tuple[str, ...]] = {}
    for path, note in notes.items():
        for tag in note.tags:
            if tag.hidden:
                continue
            if tag.name not in keys:
                for name in with_parents(tag.name):
                    named.setdefault(fold(name), name)
                keys[tag.name] = tuple(map(fold, with_parents(tag.name)))
            for key in keys[tag.name]:
                found.setdefault(key, {})[path] = None
    typed = {tag.lower(): named[ways[0]] if ways else "" for tag, ways in keys.items()}
    typed |= {name.lower(): name for name in named.values()}
    urls = {tag: tag_url(name, directory_urls=directory_urls) for tag, name in sorted(typed.items())}
    return {named[key]: tuple(found[key]) for key in sorted(named)}, urls


def with_parents(tag: str) -> Iterator[str]:
    """Yield `a/b/c`, `a/b` and `a` for `a/b/c`; a `/` too many and levels too deep are passed over."""
    segments = [segment for segment in tag.split("/") if segment][:MAX_LEVELS]
    for end in range(len(segments), 0, -1):
        yield "/".join(segments[:end])
