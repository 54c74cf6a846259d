"""The events of a YAML text, aliases replaced, under limits that no text can exceed.

libyaml's composer recurses on the C stack and follows every alias; its events do neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import yaml

DEEPEST: Final = 50
MOST_ALIASES: Final = 100
MOST_EVENTS: Final = 1 << 18
LARGEST: Final = 256 << 10
"""Bytes of UTF-8."""


class UnreadableError(Exception):
    """A text that is not one YAML document within the limits."""

    def __init__(self, problem: str, offset: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.offset = offset
        """Where in the text, at most its length."""


def expand(text: str) -> list[yaml.Event]:
    """Return the events of the document's content, aliases replaced by what they stand for.

    An empty text has none. Raises UnreadableError.
    """
    found: list[yaml.Event] = []
    anchors: dict[str, tuple[int, int]] = {}
    opened: list[tuple[str | None, int]] = []
    documents = aliases = 0
    for event in _events(text):
        here = start_of(event)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
        elif isinstance(event, yaml.AliasEvent):
            aliases += 1
            if event.anchor not in anchors:
                raise UnreadableError(f"alias `{event.anchor}` stands for nothing before it", here)
            start, end = anchors[event.anchor]
            found += found[start:end]
        elif isinstance(event, yaml.CollectionStartEvent):
            opened.append((event.anchor, len(found)))
            found.append(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            found.append(event)
            anchor, start = opened.pop()
            if anchor is not None:
                anchors[anchor] = (start, len(found))
        elif isinstance(event, yaml.ScalarEvent):
            found.append(event)
            if event.anchor is not None:
                anchors[event.anchor] = (len(found) - 1, len(found))
        _hold_limits(here, documents=documents, aliases=aliases, depth=len(opened), events=len(found))
    return found


def start_of(event: yaml.Event) -> int:
    """Return the offset of the first character of an event."""
    return event.start_mark.index if event.start_mark else 0


def end_of(event: yaml.Event) -> int:
    """Return the offset after the last character of an event."""
    return event.end_mark.index if event.end_mark else 0


def _hold_limits(here: int, *, documents: int, aliases: int, depth: int, events: int) -> None:
    if documents > 1:
        raise UnreadableError("a second document begins", here)
    if aliases > MOST_ALIASES:
        raise UnreadableError(f"more than {MOST_ALIASES} aliases", here)
    if depth > DEEPEST:
        raise UnreadableError(f"nested deeper than {DEEPEST} levels", here)
    if events > MOST_EVENTS:
        raise UnreadableError("aliases stand for too much", here)


def _events(text: str) -> Iterator[yaml.Event]:
    try:
        encoded = text.encode()
    except UnicodeEncodeError as error:
        raise UnreadableError("a character that is not valid Unicode", error.start) from None
    if len(encoded) > LARGEST:
        raise UnreadableError(f"larger than {LARGEST >> 10} KiB", 0)
    try:
        loader = yaml.CSafeLoader(text)
        try:
            while loader.check_event():
                event = loader.get_event()
                if event is not None:
                    yield event
        finally:
            loader.dispose()
    except yaml.reader.ReaderError as error:
        # libyaml counts bytes here, everywhere else characters.
        offset = len(encoded[: error.position].decode(errors="ignore"))
        raise UnreadableError(error.reason, min(offset, len(text))) from None
    except yaml.MarkedYAMLError as error:
        raise UnreadableError(error.problem or "not readable", _place(error, text)) from None


def _place(error: yaml.MarkedYAMLError, text: str) -> int:
    """Return where the error is; what is never closed is at fault where it begins, not at the end."""
    offset = error.problem_mark.index if error.problem_mark else 0
    if error.context_mark and offset >= len(text.rstrip()):
        offset = error.context_mark.index
    return min(offset, len(text))
