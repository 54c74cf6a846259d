"""Where each note stands on the site, and what it is called there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from manifestcheck.diagnostic import Diagnostic, Severity
from ropewalk.claims import Claims
from ropewalk.model.note import CompiledNote
from ropewalk.name_index import above, fold
from ropewalk.paths import folder_url, note_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Every page's address; who comes second to one is left out."""

    notes: Mapping[str, str]
    """Path to URL, in path order."""
    indexes: frozenset[str]
    """The notes that are called `index` or `README` and stand for their folder."""
    folders: Mapping[str, str]
    """Folder (`A/B/`, the root is `/`) to URL."""
    folder_notes: Mapping[str, str]
    """Folder to the path of the note that is its page, where it has one."""
    generated: frozenset[str]
    """The folders whose page nobody wrote."""
    claims: Claims
    diagnostics: tuple[Diagnostic, ...]


def assign(notes: Mapping[str, CompiledNote], *, directory_urls: bool) -> Addresses:
    """Give each of `notes`, which are in path order, the root and each folder above one its address."""
    claims, indexes = Claims(), _indexes(notes)
    kept, diagnostics = _place_notes(notes, indexes, claims, directory_urls=directory_urls)
    folder_notes = _folder_notes(kept, indexes)
    folders: dict[str, str] = {}
    generated: set[str] = set()
    for folder in sorted({"/", *(f"{folder}/" for path in kept for folder in above(path))}):
        url = folder_url(folder, directory_urls=directory_urls)
        holder = folder_notes.get(folder) or claims.claim(url, folder)
        if holder is None:
            folders[folder] = url
            generated.add(folder)
        elif holder in kept:
            # Also the note `A.md` beside the folder `A`: they would share the address `A/`.
            folder_notes[folder] = holder
            folders[folder] = kept[holder]
        else:
            folders[folder] = folders[holder]
            diagnostics.append(same_address(folder, holder))
    return Addresses(
        notes=kept,
        indexes=indexes & kept.keys(),
        folders=folders,
        folder_notes=folder_notes,
        generated=frozenset(generated),
        claims=claims,
        diagnostics=tuple(diagnostics),
    )


def _place_notes(
    notes: Mapping[str, CompiledNote], indexes: frozenset[str], claims: Claims, *, directory_urls: bool
) -> tuple[dict[str, str], list[Diagnostic]]:
    """Return the address of each note that gets one, and an error for each that does not."""
    kept: dict[str, str] = {}
    diagnostics: list[Diagnostic] = []
    for path, note in notes.items():
        url = note_url(
            path,
            permalink=permalink_of(note),
            directory_urls=directory_urls,
            readme_is_index=path in indexes,
        )
        holder = claims.claim(url, path)
        if holder is None:
            kept[path] = url
        else:
            diagnostics.append(same_address(path, holder))
    return kept, diagnostics


def permalink_of(note: CompiledNote) -> str | None:
    """Return the property `permalink` if it is a text that is not blank."""
    value = note.properties.values.get("permalink")
    return value if isinstance(value, str) and value.strip() else None


def title_of(path: str, note: CompiledNote, *, index: bool) -> str:
    """Return the property `title`, else the file's name; `index`: the leading H1, else the folder's."""
    value = note.properties.values.get("title")
    if isinstance(value, str) and (title := " ".join(value.split())):
        return title
    folder, _, name = path.rpartition("/")
    if not index:
        return stem(name)
    if note.lead is not None and note.lead.text:
        return note.lead.text
    return folder.rpartition("/")[2] or "Home"


def stem(path: str) -> str:
    """Return the last segment of a note's path without `.md`."""
    name = path.rpartition("/")[2]
    return name[:-3] if name.lower().endswith(".md") else name


def same_address(path: str, holder: str) -> Diagnostic:
    """Return the error about `path`, whose address `holder` has."""
    return Diagnostic(
        path=path,
        position=None,
        code="RW118",
        severity=Severity.ERROR,
        message=f"`{path}` has the same address as `{holder}` and is not published",
        help="Rename one of the two, or give a note another `permalink`.",
    )


def _indexes(notes: Mapping[str, CompiledNote]) -> frozenset[str]:
    """Return each `index.md`, and each `README.md` in a folder without one."""
    found: dict[str, set[str]] = {"index": set(), "readme": set()}
    for path in notes:
        found.get(stem(path).lower(), set()).add(path)
    taken = {path.rpartition("/")[0] for path in found["index"]}
    readmes = {path for path in found["readme"] if path.rpartition("/")[0] not in taken}
    return frozenset(found["index"] | readmes)


def _folder_notes(kept: Mapping[str, str], indexes: frozenset[str]) -> dict[str, str]:
    """Return the page of each folder that has one: its index, else the note of the folder's name."""
    found: dict[str, str] = {}
    for path in kept:
        folder, _, _ = path.rpartition("/")
        own_name = folder and fold(folder.rpartition("/")[2]) == fold(stem(path))
        if path in indexes:
            found[f"{folder}/"] = path
        elif own_name:
            found.setdefault(f"{folder}/", path)
    return found
