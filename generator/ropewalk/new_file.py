"""A file that is there in whole or not at all, and never takes the place of another."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write_new_file(target: Path, text: str) -> None:
    r"""Write a text as UTF-8 with `\n` line ends, in folders that are made; raise OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=".ropewalk-", dir=target.parent)
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as stream:  # noqa: PTH123  a handle
            stream.write(text)
        Path(beside).chmod(0o666 & ~_umask())
        _put(beside, target)
    finally:
        with suppress(FileNotFoundError):
            Path(beside).unlink()


def _put(beside: str, target: Path) -> None:
    """Give a file its name, unless another has it by now."""
    try:
        os.link(beside, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        data = Path(beside).read_bytes()
        with target.open("xb") as stream:
            try:
                stream.write(data)
                stream.flush()
            except OSError:
                target.unlink()
                raise


def _umask() -> int:
    """Return what the user does not allow others; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
