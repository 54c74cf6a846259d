"""How a plan is written: the steps for the journal, with the bytes of each file before and after."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ropewalk.broken import BrokenError
from ropewalk.move.edit import Edit, edited_bytes
from ropewalk.move.nav import nav_edits
from ropewalk.move.planning import Plan
from ropewalk.move.reading import WholeVault
from ropewalk.move.renaming import Renaming
from ropewalk.move.steps import Clear, Rename, Step, Write, digest, folders_to_make
from ropewalk.name_index import above
from ropewalk.vault import decode
from ropewalk.verification import RECORDS, record_file

Beside = tuple[Path, str, tuple[Edit, ...]]
"""A file beside the vault, its text, and its edits."""


@dataclass(slots=True, kw_only=True)
class Writing:
    """The steps by which a plan is written, and what they write, by its digest."""

    root: Path
    steps: list[Step]
    contents: dict[str, bytes]

    def edit(self, file: Path, text: str, edits: tuple[Edit, ...]) -> None:
        """Add the edits of a file, which holds `text`. Raises BrokenError if it holds something else."""
        try:
            before = file.read_bytes()
            now = decode(before).replace("\0", "\ufffd")
        except (OSError, UnicodeDecodeError):
            now = None
        if now != text:
            raise BrokenError(f"`{file}` has just been changed", help="Try again.")
        after = edited_bytes(before, edits)
        self.contents |= {digest(before): before, digest(after): after}
        path = Path(os.path.relpath(file.resolve(), self.root)).as_posix()
        step = Write(path=path, old=digest(before), new=digest(after))
        self.steps += [] if step in self.steps else [step]

    def rename(self, old: str, new: str) -> None:
        """Add the renaming of a file or folder, and of the folders that this needs."""
        made = [step for step in folders_to_make(self.root, new) if step not in self.steps]
        self.steps += [*made, Rename(old=old, new=new)]


def writing(root: Path, whole: WholeVault, made: Plan, beside: Sequence[Beside] = ()) -> Writing:
    """Return how a plan is written to the vault at `root`; raise BrokenError if a file has changed.

    `beside` are files outside of it that are edited too.
    """
    _check_twins(whole.places, made)
    found = Writing(root=root.resolve(), steps=[], contents={})
    for path, edits in made.edits.items():
        found.edit(whole.places[path], whole.catalogue.documents[path].text, edits)
    for file, text, edits in beside:
        found.edit(file, text, edits)
    renaming = made.renaming
    if renaming.paths:
        found.rename(*_on_disk(root, whole, renaming))
        for step in _record_steps(found.root, renaming):
            if isinstance(step, Rename):
                found.rename(step.old, step.new)
            else:
                found.steps.append(step)
    return found


def navigation(file: str | None, renaming: Renaming) -> Sequence[Beside]:
    """Return the configuration at `file`, if there is one, with its edits if it names what moves."""
    if not file:
        return ()
    try:
        text = decode(Path(file).read_bytes())
    except (OSError, UnicodeDecodeError):
        return ()
    edits = nav_edits(text, renaming)
    return [(Path(file), text, edits)] if edits else ()


def _check_twins(places: Mapping[str, Path], made: Plan) -> None:
    """Raise BrokenError if a file is in the vault by two paths from which it would be edited differently."""
    twins: dict[str, list[str]] = {}
    for path, file in places.items():
        twins.setdefault(os.path.realpath(file), []).append(path)
    for paths in twins.values():
        if len({made.edits.get(path, ()) for path in paths}) > 1:
            shown = " and ".join(f"`{path}`" for path in paths)
            raise BrokenError(f"{shown} are one file whose links differ", help="Remove the symbolic link.")


def _on_disk(root: Path, whole: WholeVault, renaming: Renaming) -> tuple[str, str]:
    """Return old and new path as the disk has their folders: they may be in another Unicode form."""
    folders = {"": root}
    for path, file in whole.places.items():
        folders.update(zip(above(path), file.parents, strict=False))
    folder, _, name = renaming.old.rpartition("/")
    old = folders[folder] / name
    if renaming.is_folder:
        old = folders[renaming.old]
    elif renaming.old in whole.places:
        old = whole.places[renaming.old]
    known = next(one for one in above(renaming.new) if one in folders)
    new = folders[known] / renaming.new[len(known) :].lstrip("/")
    return old.relative_to(root).as_posix(), new.relative_to(root).as_posix()


def _record_steps(root: Path, renaming: Renaming) -> Iterator[Step]:
    """Yield how the records of runs go with their notes. Raises BrokenError if another is in the way."""
    emptied: dict[str, None] = {}
    for old, new in renaming.paths.items():
        if not old.lower().endswith(".md"):
            continue
        record, place = record_file(root, old), record_file(root, new)
        if not record.is_file():
            continue
        if os.path.lexists(place) and not place.samefile(record):
            way_out = "Remove it: no note has it."
            raise BrokenError(
                f"the record `{place.relative_to(root).as_posix()}` is in the way", help=way_out
            )
        yield Rename(old=record.relative_to(root).as_posix(), new=place.relative_to(root).as_posix())
        emptied[record.parent.relative_to(root).as_posix()] = None
    above = {one.as_posix() for folder in emptied for one in (Path(folder), *Path(folder).parents)}
    yield from (Clear(path=one) for one in sorted(above - {".", RECORDS}, key=len, reverse=True))
