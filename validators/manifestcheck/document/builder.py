"""Nodes out of libyaml's events, one after the other: nothing recurses and nothing is followed twice."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Final

import yaml
from yaml._yaml import CParser

from manifestcheck.document.go_escapes import MARKER, refuse_slash
from manifestcheck.document.nodes import Atom, Mapping, Node, Scalar, Sequence
from manifestcheck.document.number import json_number
from manifestcheck.document.scalar import SPECIAL, resolve
from manifestcheck.document.tags import tagged
from manifestcheck.document.unreadable import DEEPEST, MOST_ALIASES, MOST_NODES, UnreadableError, too_deep

_QUOTE: Final = "Put it in quotes: within `[]` and `{}` the server takes `?` for the mark of a key."
_TEMPLATE: Final = "If this is a template, render it first: the server never sees `{{ … }}`."


class _Frame:
    """A collection that is not closed yet."""

    __slots__ = ("anchor", "counts", "flow", "key", "key_offset", "merges", "node")

    def __init__(
        self, node: Mapping | Sequence, anchor: str | None, counts: tuple[int, int], *, flow: bool
    ) -> None:
        self.node = node
        self.anchor = anchor
        self.flow = flow
        self.counts = counts
        """How many values and aliases there were before it."""
        self.key: str | None = None
        self.key_offset = 0
        self.merges = False
        """The key just read is `<<`."""

    def wants_key(self) -> bool:
        """Whether the next value is a key."""
        return self.key is None and self.node.__class__ is Mapping and not self.merges


class Builder:
    """Puts the values of the events where they belong."""

    def __init__(self, text: str, start: int) -> None:
        self.root: Node | None = None
        self.repeats = False
        """Whether a key stands twice in a mapping."""
        self._text = text
        self._start = start
        self._marked = MARKER in text
        self._slashes = "\\/" in text
        self._stack: list[_Frame] = []
        self._anchors: dict[str, tuple[Node, int, int] | None] = {}
        """By name: what it stands for and how many values and aliases that holds; None while it is open."""
        self._nodes = 0
        self._aliases = 0

    def read(self) -> yaml.MarkedYAMLError | None:
        """Build the nodes; return what libyaml has to say against the text."""
        try:
            parser = CParser(self._text)
            while (event := parser.get_event()) is not None:
                act = _ACTS.get(event.__class__)
                if act is not None:
                    act(self, event)
                elif event.__class__ is yaml.DocumentEndEvent:
                    break
        except UnicodeEncodeError as error:
            problem = "a character that is not valid Unicode"
            raise UnreadableError(problem, self._start + error.start) from None
        except yaml.reader.ReaderError as error:
            # libyaml counts bytes here, everywhere else characters.
            before = len(self._text.encode()[: error.position].decode(errors="ignore"))
            raise UnreadableError(error.reason, self._start + min(before, len(self._text))) from None
        except yaml.MarkedYAMLError as error:
            return error
        return None

    def mapping(self, event: Any) -> None:  # noqa: ANN401  # libyaml's own events, whose types say too little
        """Begin an object."""
        self._open(Mapping(self._start + event.start_mark.index), event)

    def sequence(self, event: Any) -> None:  # noqa: ANN401  # as above
        """Begin a list."""
        self._open(Sequence(self._start + event.start_mark.index), event)

    def close(self, _: object) -> None:
        """End the innermost object or list."""
        frame = self._stack.pop()
        nodes, aliases = frame.counts
        if frame.anchor is not None:
            self._anchors[frame.anchor] = (frame.node, self._nodes - nodes, self._aliases - aliases)
        if isinstance(frame.node, Mapping) and frame.node.repeats:
            self.repeats = True
        self._put(frame.node, frame.node.offset)

    def scalar(self, event: Any) -> None:  # noqa: ANN401  # as above
        """Take a single value, or a key."""
        text = self._content(event)
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

    def _content(self, event: Any) -> str:  # noqa: ANN401  # as above
        """Return the text of a scalar; raise for what Go refuses and libyaml does not."""
        text: str = event.value
        if event.style == '"':
            if self._slashes:
                refuse_slash(self._text, event.start_mark.index, event.end_mark.index, self._start)
            return text.replace(MARKER, "") if self._marked else text
        if not event.style and self._stack and self._stack[-1].flow and "?" in text:
            # To Go the mark begins a key wherever it stands in `[…]` and `{…}`.
            problem = "did not find expected ',' or ']'"
            raise UnreadableError(problem, self._start + event.start_mark.index, way_out=_QUOTE)
        return text

    def alias(self, event: Any) -> None:  # noqa: ANN401  # as above
        """Take what an alias stands for."""
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

    def _open(self, node: Mapping | Sequence, event: Any) -> None:  # noqa: ANN401  # as above
        if len(self._stack) >= DEEPEST:
            raise too_deep(node.offset)
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        counts = (self._nodes, self._aliases)
        self._stack.append(_Frame(node, event.anchor, counts, flow=event.flow_style))
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


_ACTS: Final[dict[type, Callable[[Builder, Any], None]]] = {
    yaml.ScalarEvent: Builder.scalar,
    yaml.MappingStartEvent: Builder.mapping,
    yaml.SequenceStartEvent: Builder.sequence,
    yaml.MappingEndEvent: Builder.close,
    yaml.SequenceEndEvent: Builder.close,
    yaml.AliasEvent: Builder.alias,
}
"""By the class of an event what it does."""
