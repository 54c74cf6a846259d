"""The steps by which a move is written: each can be done again after it is done, and be taken back."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from ropewalk.move.disk import Disk, replace_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """A file gets another content. Paths are relative to the vault."""

    path: str
    old: str
    """Digest of what it holds before; the journal keeps a copy under this name."""
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeFolder:
    """A folder that was not there."""

    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """A file or folder gets another path, which nothing has."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clear:
    """A folder is removed if it is empty."""

    path: str


Step = Write | MakeFolder | Rename | Clear
_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in (Write, MakeFolder, Rename, Clear)}


class ChangedError(Exception):
    """A file holds neither what it held nor what it is to hold: someone else has written to it."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def digest(data: bytes) -> str:
    """Return what stands for a content."""
    return blake2b(data, digest_size=16).hexdigest()


def as_json(steps: Sequence[Step]) -> str:
    """Return steps as the journal holds them."""
    return json.dumps([{"step": type(step).__name__, **asdict(step)} for step in steps], indent=1)


def from_json(text: str) -> list[Step]:
    """Return the steps of a journal. Raises ValueError if it is none."""
    try:
        return [_KINDS[entry.pop("step")](**entry) for entry in json.loads(text)]
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("the journal of a move is damaged") from error


def do(step: Step, root: Path, journal: Path, disk: Disk) -> None:
    """Do a step that may be done already. Raises OSError, ChangedError."""
    match step:
        case Write():
            _write(step, root, journal, disk)
        case MakeFolder(path=path):
            disk.make_folder(root / path)
        case Rename(old=old, new=new):
            _rename(root, old, new, disk)
        case Clear(path=path):
            disk.remove_folder(root / path)


def undo(step: Step, root: Path, journal: Path, disk: Disk) -> None:
    """Take a step back that may not be done. Raises OSError, ChangedError."""
    match step:
        case Write():
            _write(replace(step, old=step.new, new=step.old), root, journal, disk)
        case MakeFolder(path=path):
            disk.remove_folder(root / path)
        case Rename(old=old, new=new):
            _rename(root, new, old, disk)
        case Clear(path=path):
            disk.make_folder(root / path)


def _rename(root: Path, old: str, new: str, disk: Disk) -> None:
    """Rename what is there, over nothing else."""
    there, wanted = root / old, root / new
    if not os.path.lexists(there):
        return
    # On a disk that knows no case both names are there.
    if os.path.lexists(wanted) and not there.samefile(wanted):
        raise ChangedError(new)
    disk.rename(there, wanted)


def _write(step: Write, root: Path, journal: Path, disk: Disk) -> None:
    file = root / step.path
    if not file.exists():  # moved on already
        return
    now = digest(file.read_bytes())
    if now == step.new:
        return
    if now != step.old:
        raise ChangedError(step.path)
    replace_text(disk, file, (journal / step.new).read_bytes())


def folders_to_make(root: Path, target: str) -> Iterator[MakeFolder]:
    """Yield the steps that make the folders above a path which are not there."""
    for above in reversed(Path(target).parents[:-1]):
        if not (root / above).exists():
            yield MakeFolder(path=above.as_posix())
