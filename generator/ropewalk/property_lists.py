"""The properties that hold lists: tags, aliases and CSS classes, as Obsidian reads them."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from manifestcheck.diagnostic import Severity
from ropewalk.front_matter import Remarks, quoted
from ropewalk.model.note import Tag
from ropewalk.tag_name import is_tag_name
from ropewalk.yaml12 import ListNode, MapNode, Node, ScalarNode


def read_tags(name: str, node: Node, remarks: Remarks) -> Iterator[Tag]:
    """Yield the tags; what can be none is left out with an info."""
    if isinstance(node, ScalarNode) and isinstance(node.value, str) and _is_several(node.text):
        message = f"{quoted(f'{name}: {node.text}')} is one text, not a list, and is ignored"
        remarks.add("RW102", Severity.INFO, node.start, message, "Write a list, `[one, two]`.")
        return
    for item in _items(node):
        if not isinstance(item, ScalarNode) or not isinstance(item.value, str):
            message = f"{_kind(item)} in `{name}` is not text and is ignored"
            remarks.add("RW102", Severity.INFO, item.start, message, "Put the tag in quotes.")
        elif tag := _tag(item):
            yield Tag(name=tag, position=remarks.block.position(_text_start(item, remarks)))
        else:
            message = f"{quoted(item.text)} is not the name of a tag and is ignored"
            way_out = "Use letters, `_`, `-` and `/`, with digits beside them but not alone."
            remarks.add("RW102", Severity.INFO, item.start, message, way_out)


def tag_scalars(node: Node) -> Iterator[ScalarNode]:
    """Yield the texts that are tags, in the order of `read_tags`."""
    if isinstance(node, ScalarNode) and isinstance(node.value, str) and _is_several(node.text):
        return
    for item in _items(node):
        if isinstance(item, ScalarNode) and isinstance(item.value, str) and _tag(item):
            yield item


def _tag(item: ScalarNode) -> str:
    """Return the tag that a text is, '' if it can be none."""
    tag = normalize("NFC", item.text.strip().removeprefix("#"))
    return tag if is_tag_name(tag) else ""


def read_texts(name: str, node: Node, remarks: Remarks) -> Iterator[str]:
    """Yield the texts of a list or of a single value, as written and trimmed; empty ones are left out."""
    for item in _items(node):
        if isinstance(item, ScalarNode):
            yield normalize("NFC", item.text.strip())
        else:
            message = f"{_kind(item)} in `{name}` is ignored"
            remarks.add("RW102", Severity.WARNING, item.start, message, "Write a list of texts.")


def _items(node: Node) -> tuple[Node, ...]:
    """Return the items of a list; a single value is a list of one, nothing an empty one."""
    if isinstance(node, ListNode):
        return tuple(item for item in node.items if not _is_empty(item))
    return () if _is_empty(node) else (node,)


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and (node.value is None or not node.text.strip())


def _is_several(text: str) -> bool:
    return "," in text or len(text.split()) > 1


def _kind(node: Node) -> str:
    if isinstance(node, ScalarNode):
        return quoted(node.text)
    return "a map" if isinstance(node, MapNode) else "a list"


def _text_start(node: ScalarNode, remarks: Remarks) -> int:
    """Return where the content stands, behind a quotation mark or an anchor."""
    written = remarks.block.text[node.start : node.end]
    return node.start + max(written.find(node.text.strip()), 0)
