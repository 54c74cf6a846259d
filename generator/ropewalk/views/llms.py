"""`llms.txt`: the published notes as a list of their Markdown copies, for readers that are programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ropewalk.model.linked import LinkedNote
from ropewalk.paths import href
from ropewalk.render.shelf import folder_of
from ropewalk.views.markdown_copy import copy_url


def llms_txt(name: str, description: str, notes: Sequence[tuple[LinkedNote, str]], base: str) -> str:
    """Return the file, see llmstxt.org: notes by folder, each with what it is about.

    `base` is put before each address: the site's own address, or nothing.
    """
    parts = [f"# {name}\n"]
    if description:
        parts.append(f"> {description}\n")
    parts += _sections(notes, base)
    return "\n".join(parts)


def _sections(notes: Sequence[tuple[LinkedNote, str]], base: str) -> Iterator[str]:
    folders: dict[str, list[str]] = {}
    for note, about in notes:
        said = f": {about}" if about else ""
        title = note.title.replace("[", "\\[").replace("]", "\\]")
        line = f"- [{title}]({base}{href('', copy_url(note.url))}){said}\n"
        folders.setdefault(folder_of(note.path), []).append(line)
    for folder, lines in folders.items():
        yield f"## {folder.strip('/') or 'Notes'}\n\n{''.join(lines)}"
