"""Where one document of a file ends and the next begins: the lines that start with `---`, before any YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from manifestcheck.document.unreadable import UnreadableError

_LINE: Final = re.compile(r"^---(.*)$\n?", re.MULTILINE)


def split(text: str, start: int) -> Iterator[tuple[int, int] | UnreadableError]:
    """Yield the begin and end of each document from the offset `start`, and what is wrong with a line.

    A line may hold a comment behind the dashes and nothing else; after any other the server reads no
    further.
    """
    for match in _LINE.finditer(text, start):
        behind = match[1].strip()
        if behind and not behind.startswith("#"):
            yield start, match.start()
            yield UnreadableError(
                f"invalid Yaml document separator: {behind}",
                match.start(),
                way_out="Put nothing but a comment behind `---`.",
            )
            return
        yield start, match.start()
        start = match.end()
    yield start, len(text)
