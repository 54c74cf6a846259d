"""The journal of a move: written whole before the vault is touched, so that the move happens or does not.

It is a folder beside the vault. Once `steps.json` is in it the move will be finished, by this process or
by the next one that comes to the vault; without it nothing has been done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ropewalk.broken import BrokenError, cannot
from ropewalk.locking import held, is_held
from ropewalk.move.disk import SPARE, Disk, RealDisk
from ropewalk.move.steps import ChangedError, Step, Write, as_json, digest, do, from_json, undo

_NAME: Final = ".ropewalk-move"
_STEPS: Final = "steps.json"
_DRAFT: Final = "steps.draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """A move that a process had left half done, and that is done now."""

    changed: tuple[str, ...] = ()
    """Files that were written to in between, and keep what they hold."""


def carry_out(
    root: Path, steps: Sequence[Step], contents: Mapping[str, bytes], disk: Disk | None = None
) -> None:
    """Do the steps, all of them or none; `contents` holds by its digest what they write and replace.

    Raises BrokenError if the disk refuses, or if a file has changed; the vault is then as it was.
    """
    disk, root = disk or RealDisk(), root.resolve()
    try:
        journal = _make(root, disk)
    except OSError as error:
        raise cannot("write the journal of what is to be done", error) from error
    with held(journal):
        try:
            _prepare(root, journal, steps, contents, disk)
        except OSError as error:
            _remove(journal, disk)
            raise cannot("write the journal of what is to be done", error) from error
        except BaseException:
            _remove(journal, disk)
            raise
        _finish(root, journal, steps, disk)


def recover(root: Path, disk: Disk | None = None) -> Recovered | None:
    """Finish a move that was left half done; None: there is none.

    Raises BrokenError if another process is at it, or if the disk refuses.
    """
    disk, root = disk or RealDisk(), root.resolve()
    for journal in journal_places(root):
        if not journal.is_dir():
            continue
        if is_held(journal):
            raise BrokenError(f"another command is writing to `{root}`", help="Try again in a moment.")
        with held(journal):
            return _recover(root, journal, disk)
    return None


def journal_places(root: Path) -> tuple[Path, Path]:
    """Return where the journal is: beside the vault, or in it where nothing can be written beside it."""
    return root.parent / f".{root.name}{_NAME}", root / _NAME


def _make(root: Path, disk: Disk) -> Path:
    beside, within = journal_places(root)
    try:
        disk.make_folder(beside)
    except OSError:
        disk.make_folder(within)
        return within
    return beside


def _prepare(
    root: Path, journal: Path, steps: Sequence[Step], contents: Mapping[str, bytes], disk: Disk
) -> None:
    for name, content in contents.items():
        disk.write(journal / name, content)
    disk.write(journal / _DRAFT, as_json(steps).encode())
    for step in steps:
        if isinstance(step, Write) and digest((root / step.path).read_bytes()) != step.old:
            raise BrokenError(f"`{step.path}` has just been changed", help="Try again.")
    disk.rename(journal / _DRAFT, journal / _STEPS)


def _finish(root: Path, journal: Path, steps: Sequence[Step], disk: Disk) -> None:
    """Do the steps; where that fails take back what was done."""
    try:
        for step in steps:
            do(step, root, journal, disk)
    except BaseException as error:
        try:
            for step in reversed(steps):
                with suppress(ChangedError):  # it keeps what someone else has written
                    undo(step, root, journal, disk)
        except OSError as worse:
            place = f"What is left to do is in `{journal}`; the next command tries again."
            raise BrokenError(f"the move is half done: {worse}", help=place) from error
        _remove(journal, disk)
        if isinstance(error, OSError):
            raise cannot("write to the vault, which is as it was", error) from error
        if isinstance(error, ChangedError):
            raise BrokenError(f"`{error.path}` has just been changed", help="Try again.") from error
        raise
    _remove(journal, disk)


def _recover(root: Path, journal: Path, disk: Disk) -> Recovered | None:
    try:
        steps = from_json((journal / _STEPS).read_text("utf-8"))
    except FileNotFoundError:
        _remove(journal, disk)
        return None
    except (OSError, ValueError) as error:
        raise BrokenError(f"the journal `{journal}` of a move cannot be read: {error}") from error
    changed: list[str] = []
    for step in steps:
        try:
            do(step, root, journal, disk)
        except ChangedError as error:
            changed.append(error.path)
            (root / error.path).with_name(SPARE).unlink(missing_ok=True)
        except OSError as error:
            raise cannot("finish a move that was left half done", error) from error
    _remove(journal, disk)
    return Recovered(changed=tuple(changed))


def _remove(journal: Path, disk: Disk) -> None:
    """Remove the journal, the steps first: without them nothing is left to do."""
    with suppress(OSError):
        if (journal / _STEPS).exists():
            disk.rename(journal / _STEPS, journal / _DRAFT)
        disk.remove_tree(journal)
