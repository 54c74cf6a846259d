"""A move as it is asked for: what kind of name is to be changed, from what to what."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from ropewalk.move.catalogue import Catalogue
from ropewalk.move.parts_request import heading_renaming, tag_renaming
from ropewalk.move.renaming import Renaming
from ropewalk.move.request import path_renaming

Kind = Literal["path", "heading", "tag", "merge"]
"""`merge` is a tag that may become one with another."""


def renaming_of(root: Path, catalogue: Catalogue, old: str, new: str, kind: Kind) -> Renaming:
    """Return what is to be renamed in the vault at `root`; raise BrokenError where that cannot be done."""
    if kind == "heading":
        return heading_renaming(root, catalogue, old, new)
    if kind in {"tag", "merge"}:
        return tag_renaming(catalogue.documents, old, new, merge=kind == "merge")
    return path_renaming(root, (*catalogue.documents, *catalogue.files), old, new)
