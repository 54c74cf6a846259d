"""`llms.txt`: the published notes as a list of their Markdown copies, for readers that are programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ropewalk.model.linked import LinkedNote
from ropewalk.paths import href
from ropewalk.render.shelf import folder_of
from ropewalk.views.markdown_copy import copy_url


def llms_txt(
    name: str,
    description: str,
    notes: Iterable[tuple[LinkedNote, str]],
    base: str,
    known: dict[str, str] | None = None,
) -> str:
    """Return the file, see llmstxt.org: notes by folder, each with what it is about.

    `base` is put before each address: the site's own address, or nothing. `known` are the lines that are
    known, by path; the others are added.
    """
    parts = [f"# {name}\n"]
    if description:
        parts.append(f"> {description}\n")
    parts += _sections(notes, base, {} if known is None else known)
    return "\n".join(parts)


def _sections(notes: Iterable[tuple[LinkedNote, str]], base: str, known: dict[str, str]) -> Iterator[str]:
    folders: dict[str, list[str]] = {}
    for note, about in notes:
        if note.path not in known:
            known[note.path] = _line(note, about, base)
        folders.setdefault(folder_of(note.path), []).append(known[note.path])
    for folder, lines in folders.items():
        yield f"## {folder.strip('/') or 'Notes'}\n\n{''.join(lines)}"


def _line(note: LinkedNote, about: str, base: str) -> str:
    words = " ".join(about.split())
    said = f": {words}" if words else ""
    title = note.title.replace("[", "\\[").replace("]", "\\]")
    return f"- [{title}]({base}{href('', copy_url(note.url))}){said}\n"
