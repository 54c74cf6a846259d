"""Moves in a vault on the disk, as the command makes them, without a terminal."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hypothesis import settings

from ropewalk.memory import Memory
from ropewalk.move import asking
from ropewalk.move.asking import Kind
from ropewalk.move.disk import RealDisk
from ropewalk.move.journal import carry_out
from ropewalk.move.proof import Proven, prove
from ropewalk.move.reading import WholeVault, read_whole
from ropewalk.move.renaming import Renaming
from ropewalk.move.writing import writing
from ropewalk.options import Options

OPTIONS = Options(kubernetes=())
MOST = min(40, settings().max_examples)
"""Of whole vaults that a law is tried on: each is compiled several times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    old: str
    new: str
    kind: Kind = "path"


class QuickDisk(RealDisk):
    """A disk that need not survive the loss of its power."""

    def write(self, file: Path, data: bytes) -> None:
        file.write_bytes(data)

    def rename(self, old: Path, new: Path) -> None:
        old.replace(new)


def whole(root: Path, options: Options = OPTIONS) -> WholeVault:
    return read_whole(root, options, Memory())


def renaming_of(root: Path, vault: WholeVault, asked: Asked) -> Renaming:
    return asking.renaming_of(root, vault.catalogue, asked.old, asked.new, asked.kind)


def move(root: Path, asked: Asked, options: Options = OPTIONS) -> Proven:
    """Write the move unless it is refused."""
    vault = whole(root, options)
    proven = prove(vault, renaming_of(root, vault, asked), options)
    if not proven.conflicts:
        how = writing(root, vault, proven.plan)
        carry_out(root, how.steps, how.contents, QuickDisk())
    return proven


def write_vault(root: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="")


def read_vault(root: Path) -> dict[str, str]:
    """Return every file by path, hidden ones too."""
    return {
        file.relative_to(root).as_posix(): file.read_bytes().decode("utf-8", "surrogateescape")
        for file in sorted(root.rglob("*"))
        if file.is_file()
    }
