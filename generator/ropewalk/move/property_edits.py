"""Links and tags in a note's properties, written anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ropewalk.front_matter import FrontMatter, find_front_matter
from ropewalk.model.note import Written
from ropewalk.move.address import write_address
from ropewalk.move.edit import Edit, Unwritable
from ropewalk.move.scalar import scalar_edit
from ropewalk.properties import TAG_NAMES, nodes_of
from ropewalk.property_links import linked_scalars
from ropewalk.property_lists import tag_scalars
from ropewalk.yaml12 import Node, ScalarNode

Address = tuple[str | None, str | None]
"""The new target and the new subpath; None: as it is."""


def property_edits(
    text: str, addresses: Mapping[int, Address], tags: Mapping[int, str]
) -> Iterator[Edit | Unwritable]:
    """Yield the edits of a note's text that give these of its properties' links and tags other names.

    The keys are places in `Properties.references` and `Properties.tags`.
    """
    block = find_front_matter(text)
    if block is None:
        return
    before = text.index("\n") + 1
    for scalar, pieces, places in _changed(block, addresses, tags):
        edit = scalar_edit(block.text, scalar, pieces, _read) if len(pieces) == len(places) else None
        if edit is None:
            yield from places
        else:
            yield Edit(edit.start + before, edit.end + before, edit.text)


def _read(text: str) -> Sequence[Node]:
    block = find_front_matter(f"---\n{text}---\n")
    return list(nodes_of(block).values()) if block and block.text == text else []


def _changed(
    block: FrontMatter, addresses: Mapping[int, Address], tags: Mapping[int, str]
) -> Iterator[tuple[ScalarNode, list[Edit], list[Unwritable]]]:
    """Yield each scalar with something to change in it, the changes, and what is to be said without them."""
    nodes = nodes_of(block)
    place = 0
    for node in nodes.values():
        for scalar, spans in linked_scalars(node):
            changed = [(place + nth, span) for nth, span in enumerate(spans) if place + nth in addresses]
            place += len(spans)
            if changed:
                edits = [_link_edit(scalar, span, addresses[nth]) for nth, span in changed]
                yield scalar, [edit for edit in edits if edit], [Unwritable(link=nth) for nth, _ in changed]
    scalars = [scalar for name in TAG_NAMES if name in nodes for scalar in tag_scalars(nodes[name])]
    for nth, scalar in enumerate(scalars):
        if nth in tags:
            start = len(scalar.text) - len(scalar.text.lstrip())
            start += scalar.text.startswith("#", start)
            yield scalar, [Edit(start, len(scalar.text.rstrip()), tags[nth])], [Unwritable(tag=nth)]


def _link_edit(scalar: ScalarNode, span: tuple[int, int], address: Address) -> Edit | None:
    """Return the edit of the text that a scalar says, by which a `[[…]]` in it names something else."""
    start, end = span[0] + 2, span[1] - 2
    inner = scalar.text[start:end]
    linktext, pipe, _ = inner.partition("|")
    linktext = linktext.removesuffix("\\") if pipe else linktext
    start += len(linktext) - len(linktext.lstrip())
    target, subpath = address
    written = write_address(Written.PROPERTY, linktext.strip(), target=target, subpath=subpath)
    return None if written is None else Edit(start, start + len(linktext.strip()), written)
