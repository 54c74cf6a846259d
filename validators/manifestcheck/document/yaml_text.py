"""One YAML document as nodes, read the way Go reads it and under limits that no text can exceed.

The nodes are built from libyaml's events: its composer recurses on the C stack and follows every alias.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Final

import yaml
from yaml._yaml import CParser

from manifestcheck.document.nodes import Atom, Mapping, Node, Scalar, Sequence
from manifestcheck.document.number import json_number
from manifestcheck.document.scalar import SPECIAL, resolve
from manifestcheck.document.tags import tagged
from manifestcheck.document.unreadable import DEEPEST, MOST_ALIASES, MOST_NODES, UnreadableError, too_deep

_TEMPLATE: Final = "If this is a template, render it first: the server never sees `{{ … }}`."


def read_yaml(text: str, start: int) -> Node | None:
    """Return the document that `text` holds, None for an empty one; `start` is added to every offset.

    Raises UnreadableError.
    """
    builder = _Builder(start)
    try:
        parser = CParser(text)
        while (event := parser.get_event()) is not None:
            act = _ACTS.get(event.__class__)
            if act is not None:
                act(builder, event)
            elif event.__class__ is yaml.DocumentEndEvent:
                break
    except UnicodeEncodeError as error:
        raise UnreadableError("a character that is not valid Unicode", start + error.start) from None
    except yaml.reader.ReaderError as error:
        # libyaml counts bytes here, everywhere else characters.
        before = len(text.encode()[: error.position].decode(errors="ignore"))
        raise UnreadableError(error.reason, start + min(before, len(text))) from None
    except yaml.MarkedYAMLError as error:
        raise UnreadableError(error.problem or "not readable", start + _place(error, text)) from None
    if builder.repeats and isinstance(builder.root, Mapping):
        builder.root.untidy = True
    return builder.root


class _Frame:
    """A collection that is not closed yet."""

    __slots__ = ("anchor", "counts", "key", "key_offset", "merges", "node")

    def __init__(self, node: Mapping | Sequence, anchor: str | None, counts: tuple[int, int]) -> None:
        self.node = node
        self.anchor = anchor
        self.counts = counts
        """How many values and aliases there were before it."""
        self.key: str | None = None
        self.key_offset = 0
        self.merges = False
        """The key just read is `<<`."""

    def wants_key(self) -> bool:
        """Whether the next value is a key."""
        return self.key is None and self.node.__class__ is Mapping and not self.merges


class _Builder:
    """Puts the values of the events where they belong."""

    def __init__(self, start: int) -> None:
        self.root: Node | None = None
        self.repeats = False
        """Whether a key stands twice in a mapping."""
        self._start = start
        self._stack: list[_Frame] = []
        self._anchors: dict[str, tuple[Node, int, int] | None] = {}
        """By name: what it stands for and how many values and aliases that holds; None while it is open."""
        self._nodes = 0
        self._aliases = 0

    def mapping(self, event: Any) -> None:  # noqa: ANN401  # libyaml's own events, whose types say too little
        self._open(Mapping(self._start + event.start_mark.index), event.anchor)

    def sequence(self, event: Any) -> None:  # noqa: ANN401  # as above
        self._open(Sequence(self._start + event.start_mark.index), event.anchor)

    def close(self, _: object) -> None:
        frame = self._stack.pop()
        nodes, aliases = frame.counts
        if frame.anchor is not None:
            self._anchors[frame.anchor] = (frame.node, self._nodes - nodes, self._aliases - aliases)
        if isinstance(frame.node, Mapping) and frame.node.repeats:
            self.repeats = True
        self._put(frame.node, frame.node.offset)

    def scalar(self, event: Any) -> None:  # noqa: ANN401  # as above
        text: str = event.value
        value: Atom = text
        offset = self._start + event.start_mark.index
        frame = self._stack[-1] if self._stack and self._stack[-1].wants_key() else None
        if event.tag is not None:
            value = _finite(tagged(event.tag, text, offset), text, offset)
        elif not event.style and (not text or text[0] in SPECIAL):
            value = _finite(resolve(text), text, offset)
        elif text == "<<" and frame is not None and not event.style:
            frame.merges = True
            return
        self._nodes += 1
        if frame is not None and event.anchor is None and value.__class__ is str:
            # Most keys: no node is needed for them.
            frame.key, frame.key_offset = str(value), offset
            return
        node = Scalar(value, offset)
        if event.anchor is not None:
            self._anchors[event.anchor] = (node, 1, 0)
        self._put(node, offset)

    def alias(self, event: Any) -> None:  # noqa: ANN401  # as above
        offset = self._start + event.start_mark.index
        if event.anchor not in self._anchors:
            raise UnreadableError(f"unknown anchor '{event.anchor}' referenced", offset)
        target = self._anchors[event.anchor]
        if target is None:
            raise UnreadableError(f"anchor '{event.anchor}' value contains itself", offset)
        node, nodes, aliases = target
        self._nodes += nodes
        self._aliases += aliases + 1
        if self._aliases > MOST_ALIASES or self._nodes > MOST_NODES:
            raise UnreadableError("document contains excessive aliasing", offset, limit=True)
        self._put(node, offset)

    def _open(self, node: Mapping | Sequence, anchor: str | None) -> None:
        if len(self._stack) >= DEEPEST:
            raise too_deep(node.offset)
        if anchor is not None:
            self._anchors[anchor] = None
        self._stack.append(_Frame(node, anchor, (self._nodes, self._aliases)))
        self._nodes += 1

    def _put(self, node: Node, offset: int) -> None:
        if not self._stack:
            self.root = node
            return
        frame = self._stack[-1]
        parent = frame.node
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif frame.merges:
            _merge(parent, node, offset)
            frame.merges = False
        elif frame.key is None:
            frame.key = _key(node)
            frame.key_offset = offset
        else:
            parent.put(frame.key, frame.key_offset, node)
            frame.key = None


def _key(node: Node) -> str:
    """Return the key of an object that a YAML key becomes."""
    if not isinstance(node, Scalar):
        raise UnreadableError("invalid map key: a list or an object", node.offset, way_out=_TEMPLATE)
    value = node.value
    if value.__class__ is str:
        return str(value)
    if value is None:
        raise UnreadableError("unsupported map key: null", node.offset)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json_number(value)


def _merge(into: Mapping, node: Node, offset: int) -> None:
    """Add the entries of a mapping, or of several; of those the last comes first, as in Go."""
    sources = list(reversed(node.items)) if isinstance(node, Sequence) else [node]
    for source in sources:
        if not isinstance(source, Mapping):
            raise UnreadableError("map merge requires map or sequence of maps as the value", offset)
        for key, value in source.entries.items():
            into.put(key, offset if key in into.entries else source.keys[key], value)


def _finite(value: Atom, text: str, offset: int) -> Atom:
    if isinstance(value, float) and not math.isfinite(value):
        raise UnreadableError(f"`{text}` is no number that JSON can hold", offset)
    return value


def _place(error: yaml.MarkedYAMLError, text: str) -> int:
    """Return where the error is; what is never closed is at fault where it begins, not at the end."""
    offset = error.problem_mark.index if error.problem_mark else 0
    last = len(text.rstrip())
    if error.context_mark and offset >= last:
        offset = error.context_mark.index
    return min(offset, last)


_ACTS: Final[dict[type, Callable[[_Builder, Any], None]]] = {
    yaml.ScalarEvent: _Builder.scalar,
    yaml.MappingStartEvent: _Builder.mapping,
    yaml.SequenceStartEvent: _Builder.sequence,
    yaml.MappingEndEvent: _Builder.close,
    yaml.SequenceEndEvent: _Builder.close,
    yaml.AliasEvent: _Builder.alias,
}
"""By the class of an event what it does."""
