"""Wikilinks in properties: those in strings, and those whose quotes were forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from unicodedata import normalize

from manifestcheck.diagnostic import Severity
from ropewalk.front_matter import FrontMatter, Remarks, quoted
from ropewalk.model.note import Reference, Written
from ropewalk.yaml12 import ListNode, MapNode, Node, ScalarNode


def recover_links(node: Node, remarks: Remarks) -> Node:
    """Return `node` with each unquoted `[[Note]]`, in YAML a list in a list, as the text it is."""
    if isinstance(node, ScalarNode):
        return node
    if isinstance(node, MapNode):
        pairs = tuple((name, recover_links(value, remarks)) for name, value in node.pairs)
        return replace(node, pairs=pairs)
    written = remarks.block.text[node.start : node.end]
    if not (_is_link(node) and _spans(written) == [(0, len(written))]):
        return replace(node, items=tuple(recover_links(item, remarks) for item in node.items))
    message = f"{quoted(written)} without quotes is a list in a list"
    remarks.add("RW103", Severity.WARNING, node.start, message, "Put the link in quotes.")
    return ScalarNode(value=written, text=written, plain=False, start=node.start, end=node.end)


def links_of(name: str, node: Node, block: FrontMatter) -> Iterator[Reference]:
    """Yield the links in the value of the property `name`, in the order of the text."""
    for scalar, spans in linked_scalars(node):
        yield from _links(name, scalar, spans, block)


def linked_scalars(node: Node) -> Iterator[tuple[ScalarNode, list[tuple[int, int]]]]:
    """Yield each text in a value that holds links, and where in it each `[[…]]` begins and ends."""
    if isinstance(node, ListNode):
        for item in node.items:
            yield from linked_scalars(item)
    elif isinstance(node, MapNode):
        for _, value in node.pairs:
            yield from linked_scalars(value)
    elif isinstance(node.value, str) and "[[" in node.value:
        yield node, _spans(node.text)


def _is_link(node: ListNode) -> bool:
    """Return whether these are two pairs of brackets around plain text; lists of numbers are not."""
    if not node.flow or len(node.items) != 1:
        return False
    inner = node.items[0]
    if not (isinstance(inner, ListNode) and inner.flow):
        return False
    scalars = [item for item in inner.items if isinstance(item, ScalarNode) and item.plain]
    if len(scalars) != len(inner.items):
        return False
    return len(scalars) == 1 or any(isinstance(item.value, str) for item in scalars)


def _links(
    name: str, node: ScalarNode, spans: list[tuple[int, int]], block: FrontMatter
) -> Iterator[Reference]:
    written = block.text[node.start : node.end]
    places = _spans(written)
    for index, (start, end) in enumerate(spans):
        # Where an escape or a fold hides some of the brackets, the whole value is the place.
        at, to = places[index] if len(places) == len(spans) else (0, len(written.partition("\n")[0]))
        inner = node.text[start + 2 : end - 2]
        linktext, pipe, shown = inner.partition("|")
        linktext = linktext.removesuffix("\\") if pipe else linktext
        target, _, subpath = linktext.partition("#")
        segments = [segment for part in subpath.split("#") if (segment := _tidy(part))]
        default = " > ".join(part for part in (target.strip(), *segments) if part)
        yield Reference(
            written=Written.PROPERTY,
            embed=False,
            target=_tidy(target),
            subpath="#".join(segments),
            shown=(shown.strip() if pipe else "") or default,
            position=block.position(node.start + at),
            length=to - at,
            property=name,
        )


def _spans(text: str) -> list[tuple[int, int]]:
    """Return where the innermost `[[…]]` on one line begin and end, without those that name nothing."""
    found = []
    start = text.find("[[")
    while start >= 0:
        end = text.find("]]", start + 2)
        if end < 0:
            break
        inner = text[start + 2 : end]
        if "[[" in inner:
            start += 2 + inner.rindex("[[")
        elif "\n" in inner or not _tidy(inner.partition("|")[0].replace("#", "")):
            start = text.find("[[", start + 2)
        else:
            found.append((start, end + 2))
            start = text.find("[[", end + 2)
    return found


def _tidy(text: str) -> str:
    return normalize("NFC", text.replace("\xa0", " ")).strip()
