"""A note's front matter, read as Obsidian reads it, with the place of everything in it."""

from __future__ import annotations

from typing import Final

from manifestcheck.diagnostic import Severity
from manifestcheck.position import Position
from ropewalk.front_matter import FrontMatter, Remarks, find_front_matter, loses_its_flag, quoted
from ropewalk.model.note import Finding, Properties, PropertyValue
from ropewalk.paths import clean_permalink
from ropewalk.property_links import links_of, recover_links
from ropewalk.property_lists import read_tags, read_texts
from ropewalk.publish_flag import publish_flag
from ropewalk.yaml12 import ListNode, MapNode, Node, ScalarNode, parse_yaml
from ropewalk.yaml_events import UnreadableError

TEXTS: Final = frozenset({"title", "description", "permalink", "image", "cover", "lang", "dir"})
"""The properties that must be text: a number in them is the text as it was written."""

_AS_WRITTEN: Final = TEXTS | {"kubernetes"}
"""The properties whose numbers are text: `1.30` is another version than `1.3`."""

TAG_NAMES: Final = ("tags", "tag")
_OLD_NAMES: Final = {"tag": "tags", "alias": "aliases", "cssclass": "cssclasses"}
_UNTIL_THEN: Final = "Correct it; until then the note is not published."


def read(text: str) -> Properties:
    """Return the properties of the note with this text; unreadable ones keep it unpublished."""
    block = find_front_matter(text)
    if block is None:
        return _unclosed() if loses_its_flag(text) else Properties()
    remarks = Remarks(block=block)
    try:
        root = parse_yaml(block.text)
    except UnreadableError as error:
        message = f"the properties are not valid YAML: {error.problem}"
        remarks.add("RW101", Severity.ERROR, error.offset, message, _way_out(block, error))
    else:
        if root is None or (isinstance(root, ScalarNode) and root.value is None):
            return Properties(lines=block.lines)
        if isinstance(root, MapNode):
            return _read_map(root, remarks)
        message = "the properties are not names with values"
        remarks.add("RW101", Severity.ERROR, root.start, message, _UNTIL_THEN)
    return Properties(lines=block.lines, findings=tuple(remarks.found), publish=False)


def nodes_of(block: FrontMatter) -> dict[str, Node]:
    """Return the value of each property where it stands, links without quotes as the texts they are.

    Unreadable properties have none. Of what is read, links come in this order, and tags in that of
    `TAG_NAMES`.
    """
    try:
        root = parse_yaml(block.text)
    except UnreadableError:
        return {}
    if not isinstance(root, MapNode):
        return {}
    remarks = Remarks(block=block)
    return {name: recover_links(node, remarks) for name, (_, node) in _last_of_each(root, remarks).items()}


def _read_map(root: MapNode, remarks: Remarks) -> Properties:
    block = remarks.block
    last = _last_of_each(root, remarks)
    for name, (key, _) in last.items():
        if name in _OLD_NAMES:
            way_out = f"Rename it to `{_OLD_NAMES[name]}`."
            remarks.add("RW104", Severity.INFO, key.start, f"`{name}` is a name of the past", way_out)
    nodes = {name: recover_links(node, remarks) for name, (_, node) in last.items()}
    return Properties(
        publish=publish_flag(root.pairs, remarks),
        values={
            name: _value(node, remarks, text=name in _AS_WRITTEN)
            for name, node in nodes.items()
            if _fits(name, node, remarks)
        },
        positions={name: block.position(key.start) for name, (key, _) in last.items()},
        lines=block.lines,
        aliases=_texts(nodes, "aliases", remarks),
        tags=tuple(
            tag for name in TAG_NAMES if name in nodes for tag in read_tags(name, nodes[name], remarks)
        ),
        css_classes=tuple(dict.fromkeys(" ".join(_texts(nodes, "cssclasses", remarks)).split())),
        references=tuple(found for name, node in nodes.items() for found in links_of(name, node, block)),
        findings=tuple(sorted(remarks.found, key=lambda one: (one.position or Position(1, 1), one.code))),
    )


def _last_of_each(node: MapNode, remarks: Remarks) -> dict[str, tuple[Node, Node]]:
    """Return key and value by name; of a repeated name the last counts, as in Obsidian."""
    found: dict[str, tuple[Node, Node]] = {}
    for key, value in node.pairs:
        if not isinstance(key, ScalarNode) or not key.text:
            message = "a property has no name that is text, and is ignored"
            remarks.add("RW102", Severity.WARNING, key.start, message, "Put a name before the colon.")
            continue
        if key.text in found:
            message = f"{quoted(key.text)} stands here again, and the last one counts"
            remarks.add("RW106", Severity.WARNING, key.start, message, "Remove all but one.")
        found[key.text] = (key, value)
    return found


def _fits(name: str, node: Node, remarks: Remarks) -> bool:
    """Return whether a property that must be text is; `permalink` must be a path within the site."""
    if name not in TEXTS:
        return True
    if not isinstance(node, ScalarNode):
        kind = "a list" if isinstance(node, ListNode) else "a map"
        message = f"`{name}` is {kind}, not text, and is ignored"
        remarks.add("RW102", Severity.WARNING, node.start, message, "Write a single text.")
        return False
    if name == "permalink" and node.value is not None and clean_permalink(node.text) is None:
        message = f"{quoted(node.text)} is not a path within the site, and is ignored"
        way_out = "Write a path such as `guide/start`, without `..` or a host."
        remarks.add("RW102", Severity.WARNING, node.start, message, way_out)
        return False
    return True


def _value(node: Node, remarks: Remarks, *, text: bool = False) -> PropertyValue:
    if isinstance(node, ScalarNode):
        return node.text if text and node.value is not None else node.value
    if isinstance(node, ListNode):
        return [_value(item, remarks, text=text) for item in node.items]
    return {name: _value(value, remarks) for name, (_, value) in _last_of_each(node, remarks).items()}


def _texts(nodes: dict[str, Node], name: str, remarks: Remarks) -> tuple[str, ...]:
    """Return the texts of the property and of its name of the past, each once."""
    old = [past for past, present in _OLD_NAMES.items() if present == name]
    found = [text for one in (name, *old) if one in nodes for text in read_texts(one, nodes[one], remarks)]
    return tuple(dict.fromkeys(found))


def _unclosed() -> Properties:
    message = "the properties begin with `---` and no other `---` ends them"
    way_out = "Put a line `---` after the last property; until then the note is not published."
    found = Finding(
        code="RW101", severity=Severity.ERROR, message=message, position=Position(1, 1), help=way_out
    )
    return Properties(findings=(found,), publish=False)


def _way_out(block: FrontMatter, error: UnreadableError) -> str:
    line = block.line(error.offset)
    char = block.text[error.offset : error.offset + 1]
    if char == "\t":
        return "Replace the tab by spaces."
    if "[[" in line:
        return "Put a value with a link in quotes."
    if "mapping values" in error.problem or char in {"@", "%", "`"}:
        return "Put the value in quotes."
    return _UNTIL_THEN
