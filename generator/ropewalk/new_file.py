"""A file that is there in whole or not at all, and never takes the place of another."""

from __future__ import annotations

import os
from pathlib import Path

from manifestrun.whole_file import written_beside


def write_new_file(target: Path, text: str) -> None:
    """Write a text as UTF-8 with the line ends that are in it, in folders that are made; raise OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with written_beside(target, text) as spare:
        _put(spare, target)


def _put(spare: Path, target: Path) -> None:
    """Give a file its name, unless another has it by now."""
    try:
        os.link(spare, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        data = spare.read_bytes()
        with target.open("xb") as stream:
            try:
                stream.write(data)
                stream.flush()
            except OSError:
                target.unlink()
                raise
