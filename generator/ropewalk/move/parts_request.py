"""What a person wants to rename within notes: a heading of one, or a tag wherever it stands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ropewalk.broken import BrokenError
from ropewalk.model.note import CompiledNote, Heading
from ropewalk.move.catalogue import Catalogue
from ropewalk.move.document import Document
from ropewalk.move.renaming import HeadingRename, Renaming, TagRename
from ropewalk.move.request import find
from ropewalk.name_index import fold
from ropewalk.nearest import Nearest
from ropewalk.subpath import find_part, heading_key
from ropewalk.tag_index import with_parents
from ropewalk.tag_name import is_tag_name


def heading_renaming(root: Path, catalogue: Catalogue, old: str, new: str) -> Renaming:
    """Return the renaming of `Note#Heading`, named as a link names it, to the text `new`.

    Raises BrokenError where there is no such heading, or the text can be none.
    """
    name, mark, subpath = old.partition("#")
    if not mark or not subpath.strip():
        raise BrokenError(f"`{old}` names no heading", help="Name it as a link does: `Note#Heading`.")
    path = find(root, catalogue.notes.keys(), name).path
    note = catalogue.notes.get(path)
    if note is None:
        raise BrokenError(f"`{name}` is a folder, and has no headings")
    text = new.removeprefix(f"{name}#").strip()
    if not heading_key(text) or not text.isprintable():
        raise BrokenError(f"`{new}` is not the text of a heading that a link can name")
    found = find_part(note, subpath)
    if not isinstance(found.value, Heading):
        raise BrokenError(f"`{path}` has no heading `{subpath}`", help=_nearest_heading(note, subpath))
    if found.value.span is None:
        raise BrokenError(f"the heading `{found.value.text}` holds a comment", help="Change it by hand.")
    index = next(place for place, one in enumerate(note.headings) if one is found.value)
    return Renaming(heading=HeadingRename(path=path, index=index, text=text))


def _nearest_heading(note: CompiledNote, subpath: str) -> str | None:
    near = Nearest((heading.text, heading.text) for heading in note.headings)
    found = near.find(subpath.rpartition("#")[2])
    return f"Did you mean `{found}`?" if found else None


def tag_renaming(documents: Mapping[str, Document], old: str, new: str, *, merge: bool) -> Renaming:
    """Return the renaming of a tag and of those nested in it.

    Raises BrokenError where there is no such tag, where the new name can be none, and unless `merge`,
    where the new name is a tag's already: they could not be told apart again.
    """
    old, new = old.removeprefix("#"), new.removeprefix("#")
    if not is_tag_name(new):
        raise BrokenError(
            f"`{new}` cannot be the name of a tag", help="Use letters, digits, `_`, `-` and `/`."
        )
    rename = TagRename(old=old, new=new)
    tags = {tag for document in documents.values() for tag in document.tags}
    moved = {tag for tag in tags if rename.covers(tag)}
    if moved and all(rename.name(tag) == tag for tag in moved):
        raise BrokenError(f"the tag `{old}` has this name already")
    if not moved:
        known = {name for tag in tags for name in with_parents(tag)}
        near = Nearest((tag, tag) for tag in sorted(known)).find(old)
        raise BrokenError(f"there is no tag `{old}`", help=f"Did you mean `{near}`?" if near else None)
    kept = {fold(name) for tag in tags - moved for name in with_parents(tag)}
    taken = sorted(rename.name(tag) for tag in moved if fold(rename.name(tag)) in kept)
    if taken and not merge:
        raise BrokenError(
            f"the tag `{taken[0]}` exists already, and the two would become one",
            help="Choose another name, or say `--merge`.",
        )
    return Renaming(tag=rename)
