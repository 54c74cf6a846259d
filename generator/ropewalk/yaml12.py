"""YAML with the meaning of version 1.2's core schema: a tree that knows where everything stands.

Unlike in the core schema, numbers with leading zeros and those that JSON cannot hold stay strings.
"""

from __future__ import annotations

import math
import re
from typing import Final

import yaml

from manifestcheck.value import value
from ropewalk.model.note import Scalar
from ropewalk.yaml_events import DEEPEST, UnreadableError, end_of, expand, start_of

_CONSTANTS: Final[dict[str, Scalar]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,299})", re.ASCII)
_BASED: Final = re.compile(r"0o[0-7]{1,300}|0x[0-9a-fA-F]{1,300}", re.ASCII)
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", re.ASCII)
_TYPED: Final = frozenset(f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float"))


@value(kw_only=True)
class ScalarNode:
    """A single value."""

    value: Scalar
    text: str
    """Its content, whatever its type."""
    plain: bool
    """Written without quotes, block mark or tag."""
    start: int
    """Offset into the text, as in all nodes."""
    end: int
    """Offset after the last character; of a block scalar after its line end."""


@value(kw_only=True)
class ListNode:
    """A sequence."""

    items: tuple[Node, ...]
    flow: bool
    """Written `[…]`."""
    start: int
    end: int


@value(kw_only=True)
class MapNode:
    """A mapping: its pairs as written, with repeated keys."""

    pairs: tuple[tuple[Node, Node], ...]
    start: int
    end: int


Node = ScalarNode | ListNode | MapNode


def parse_yaml(text: str) -> Node | None:
    """Return the only document of `text`, None for an empty one. Raises UnreadableError."""
    events = expand(text)
    return _Builder(events).node(0) if events else None


def core_value(text: str) -> Scalar:
    """Return the meaning of a plain scalar."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text[2:], 8 if text[1] == "o" else 16)
    if _FLOAT.fullmatch(text) and math.isfinite(number := float(text)):
        return number
    return text


class _Builder:
    """Makes nodes of events that are known to be balanced."""

    def __init__(self, events: list[yaml.Event]) -> None:
        self._events = iter(events)

    def node(self, depth: int) -> Node:
        event = next(self._events)
        return self._node(event, depth)

    def _node(self, event: yaml.Event, depth: int) -> Node:
        start = start_of(event)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if depth >= DEEPEST:
            raise UnreadableError(f"nested deeper than {DEEPEST} levels", start)
        items, end = self._items(depth + 1)
        if isinstance(event, yaml.MappingStartEvent):
            return MapNode(pairs=tuple(zip(items[::2], items[1::2], strict=True)), start=start, end=end)
        flow = isinstance(event, yaml.SequenceStartEvent) and bool(event.flow_style)
        return ListNode(items=tuple(items), flow=flow, start=start, end=end)

    def _items(self, depth: int) -> tuple[list[Node], int]:
        """Return the nodes up to the end of the collection, and where that is."""
        items: list[Node] = []
        for event in self._events:
            if isinstance(event, yaml.CollectionEndEvent):
                return items, end_of(event)
            items.append(self._node(event, depth))
        raise AssertionError("libyaml closes every collection that it opens")


def _scalar(event: yaml.ScalarEvent) -> ScalarNode:
    text = event.value.replace("\0", "\ufffd")
    plain = not event.style and event.tag is None
    return ScalarNode(
        value=core_value(text) if plain or event.tag in _TYPED else text,
        text=text,
        plain=plain,
        start=start_of(event),
        end=end_of(event),
    )
