"""What a document holds: an object, or the items of a list of objects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from manifestcheck.document import Mapping, Node, Scalar, Sequence

_LIST = "List"
_OBJECT = "map[string]interface {}"


@dataclass(frozen=True, slots=True)
class Item:
    """An object by what it says that it is."""

    node: Node
    api_version: str
    kind: str
    problem: str | None = None
    """Why it is no object of the API."""


def items(document: Node) -> Iterator[Item]:
    """Yield the object, or each item of a list; items of a `PodList` need not say that they are pods."""
    item = _item(document, "", "")
    listed = item.node.entries.get("items") if isinstance(item.node, Mapping) else None
    if item.problem is not None or not item.kind.endswith(_LIST) or not isinstance(listed, Sequence):
        yield item
        return
    if not listed.items:
        return
    of = item.kind.removesuffix(_LIST)
    for node in listed.items:
        yield from items(node) if _nested(node) else (_item(node, item.api_version if of else "", of),)


def _nested(node: Node) -> bool:
    return isinstance(node, Mapping) and _text(node, "kind").endswith(_LIST) and "items" in node.entries


def _item(node: Node, api_version: str, kind: str) -> Item:
    if not isinstance(node, Mapping):
        found = "array" if isinstance(node, Sequence) else "string"
        return Item(node, "", "", f"json: cannot unmarshal {found} into Go value of type {_OBJECT}")
    kind = _text(node, "kind") or kind
    api_version = _text(node, "apiVersion") or api_version
    return Item(node, api_version, kind, _problem(api_version, kind))


def _problem(api_version: str, kind: str) -> str | None:
    if not kind:
        return "kind not set"
    if not api_version:
        return "apiVersion not set"
    many = api_version.count("/") > 1
    return f"unexpected GroupVersion string: {api_version}" if many else None


def _text(node: Mapping, key: str) -> str:
    value = node.entries.get(key)
    return value.value if isinstance(value, Scalar) and isinstance(value.value, str) else ""
