"""Captured output as lines of plain text: without escape sequences and other control characters."""

import re
import unicodedata

_ESCAPE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[PX^_][^\x1b]*(?:\x1b\\)?|[ -/]*[0-~])"
)
_CONTROL = {"Cc", "Cf", "Cs", "Co", "Cn"}


def plain_text(text: str) -> tuple[str, ...]:
    """Return the lines of an output; what could steer a terminal or turn a page's text around is dropped."""
    lines = _ESCAPE.sub("", text).replace("\r\n", "\n").split("\n")
    if lines[-1] == "":
        lines.pop()
    return tuple("".join(filter(_is_plain, line)) for line in lines)


def _is_plain(char: str) -> bool:
    return char == "\t" or unicodedata.category(char) not in _CONTROL
