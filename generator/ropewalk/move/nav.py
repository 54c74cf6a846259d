"""The navigation in `mkdocs.yml`, which names notes by their paths."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ropewalk.move.edit import Edit
from ropewalk.move.renaming import Renaming
from ropewalk.move.scalar import scalar_edit
from ropewalk.yaml12 import ListNode, MapNode, Node, ScalarNode, parse_yaml
from ropewalk.yaml_events import UnreadableError

_NAME = "nav"


def nav_edits(text: str, renaming: Renaming) -> tuple[Edit, ...]:
    """Return the edits of a configuration by which its navigation names what moves by its new path."""
    found: list[Edit] = []
    for scalar in _named(_read(text)):
        new = renaming.path(scalar.text)
        if new != scalar.text:
            edit = scalar_edit(text, scalar, [Edit(0, len(scalar.text), new)], _read)
            found += [edit] if edit else []
    return tuple(found)


def _read(text: str) -> Sequence[Node]:
    try:
        root = parse_yaml(text)
    except UnreadableError:
        return ()
    return () if root is None else (root,)


def _named(nodes: Sequence[Node]) -> Iterator[ScalarNode]:
    """Yield what the navigation names."""
    for root in nodes:
        for key, value in root.pairs if isinstance(root, MapNode) else ():
            if isinstance(key, ScalarNode) and key.text == _NAME:
                yield from _scalars(value)


def _scalars(node: Node) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, ListNode):
        for item in node.items:
            yield from _scalars(item)
    else:
        for _, value in node.pairs:
            yield from _scalars(value)
