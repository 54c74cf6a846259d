"""A text in YAML that becomes another: in the quotes that it has, or in such as it needs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from ropewalk.move.edit import Edit, edited
from ropewalk.yaml12 import ListNode, MapNode, Node, ScalarNode, parse_yaml
from ropewalk.yaml_events import UnreadableError

Reader = Callable[[str], Sequence[Node]]
"""Reads a block of YAML; gives its values."""

_ESCAPES: Final[dict[str, Callable[[str], str]]] = {
    "'": lambda text: text.replace("'", "''"),
    '"': lambda text: json.dumps(text, ensure_ascii=False)[1:-1],
}


def whole_file(text: str) -> Sequence[Node]:
    """Read all of a file in YAML; it has no values where it cannot be read."""
    try:
        root = parse_yaml(text)
    except UnreadableError:
        return ()
    return () if root is None else (root,)


def scalars(node: Node) -> Iterator[ScalarNode]:
    """Yield the values in a node, in their order; keys are none."""
    if isinstance(node, ScalarNode):
        yield node
        return
    for value in node.items if isinstance(node, ListNode) else (value for _, value in node.pairs):
        yield from scalars(value)


def scalar_edit(block: str, scalar: ScalarNode, pieces: Sequence[Edit], read: Reader) -> Edit | None:
    """Return the edit of `block` by which `pieces` of what a scalar says become what they are to be.

    The offsets of the pieces count in `scalar.text`. Everything else in the block keeps its meaning; None
    where no edit does that.
    """
    wanted = edited(scalar.text, pieces)
    expected = [wanted if start == scalar.start else said for start, said in _leaves(read(block))]
    for source in _sources(block[scalar.start : scalar.end], scalar.text, pieces, wanted):
        edit = Edit(scalar.start, scalar.end, source)
        if [said for _, said in _leaves(read(edited(block, [edit])))] == expected:
            return edit
    return None


def _sources(source: str, text: str, pieces: Sequence[Edit], wanted: str) -> Iterator[str]:
    """Yield ways to write a scalar: changed where it stands, then anew in quotes."""
    in_place = _in_place(source, text, pieces)
    if in_place is not None:
        yield in_place
    yield json.dumps(wanted, ensure_ascii=False)


def _in_place(source: str, text: str, pieces: Sequence[Edit]) -> str | None:
    """Change each piece where the source writes it: the n-th time it is said is the n-th time it stands."""
    escaped = _ESCAPES.get(source[:1], str)
    edits: list[Edit] = []
    for piece in pieces:
        said, written = text[piece.start : piece.end], escaped(text[piece.start : piece.end])
        said_at, written_at = _places(text, said), _places(source, written)
        if len(said_at) != len(written_at):
            return None
        start = written_at[said_at.index(piece.start)]
        edits.append(Edit(start, start + len(written), escaped(piece.text)))
    return edited(source, edits)


def _places(text: str, part: str) -> list[int]:
    """Return each offset at which a part stands, overlapping ones too."""
    found: list[int] = []
    place = text.find(part)
    while place >= 0:
        found.append(place)
        place = text.find(part, place + 1)
    return found


def _leaves(nodes: Sequence[Node]) -> Iterator[tuple[int, object]]:
    """Yield start and meaning of each scalar, with marks for what holds them."""
    for node in nodes:
        if isinstance(node, ScalarNode):
            yield node.start, node.value if not isinstance(node.value, str) else node.text
        elif isinstance(node, ListNode):
            yield -1, list
            yield from _leaves(node.items)
            yield -1, None
        elif isinstance(node, MapNode):
            yield -1, dict
            yield from _leaves([part for pair in node.pairs for part in pair])
            yield -1, None
