"""Keys that stand twice in one object of a document."""

from __future__ import annotations

from collections.abc import Iterator

from manifestcheck.document import Mapping, Node, Scalar, Sequence
from manifestcheck.field import Path


def repeated(root: Node) -> Iterator[tuple[Path, str, int, int]]:
    """Yield the path of the object, the key, the offset of the key that counts and that of the other.

    What an alias stands for is looked at once.
    """
    seen: set[int] = set()
    waiting: list[tuple[Path, Node]] = [((), root)]
    found: list[tuple[Path, Node]]
    while waiting:
        path, node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Mapping):
            for repeat in node.repeats:
                yield path, repeat.key, repeat.first, repeat.second
            found = [
                ((*path, key), child) for key, child in node.entries.items() if child.__class__ is not Scalar
            ]
            waiting += reversed(found)
        elif isinstance(node, Sequence):
            found = [
                ((*path, at), child) for at, child in enumerate(node.items) if child.__class__ is not Scalar
            ]
            waiting += reversed(found)
