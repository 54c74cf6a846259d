"""The navigation in `mkdocs.yml`, which names notes by their paths."""

from __future__ import annotations

from collections.abc import Iterator

from ropewalk.move.edit import Edit
from ropewalk.move.renaming import Renaming
from ropewalk.move.scalar import scalar_edit, scalars, whole_file
from ropewalk.yaml12 import MapNode, ScalarNode

_NAME = "nav"


def nav_edits(text: str, renaming: Renaming) -> tuple[Edit, ...]:
    """Return the edits of a configuration by which its navigation names what moves by its new path."""
    found: list[Edit] = []
    for scalar in _named(text):
        new = renaming.path(scalar.text)
        if new != scalar.text:
            edit = scalar_edit(text, scalar, [Edit(0, len(scalar.text), new)], whole_file)
            found += [edit] if edit else []
    return tuple(found)


def _named(text: str) -> Iterator[ScalarNode]:
    """Yield what the navigation names."""
    for root in whole_file(text):
        for key, value in root.pairs if isinstance(root, MapNode) else ():
            if isinstance(key, ScalarNode) and key.text == _NAME:
                yield from scalars(value)
