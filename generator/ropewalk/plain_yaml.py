"""The plainest YAML, of which most manifests are made, as HTML: Pygments' own, in a fraction of its time."""

from __future__ import annotations

import re
from html import escape
from typing import Final

_WORD: Final = r"-{0,2}[A-Za-z0-9/.][\w./@=+-]*"
_WORDS: Final = rf"{_WORD}(?:[ :,][\w./@=+-]+)*+"
_QUOTED: Final = r""" "[\w./:@=+-]*" | '[\w./:@=+-]*' """
_SENTENCE: Final = r""" "[\w./:@=+,-]+(?:[ ][\w./:@=+,-]+)+" """
_KEY: Final = r"[A-Za-z][\w./-]*"
_ITEM: Final = rf"(?:{_WORD} | {_QUOTED})"
_PAIR: Final = rf"{_KEY}:[ ]{_ITEM}"
_LIST: Final = rf"\[{_ITEM}(?:,[ ]{_ITEM})*\]"
_MAPPING: Final = rf"\{{{_PAIR}(?:,[ ]{_PAIR})*\}}"
_VALUE: Final = rf"(?:{_WORDS} | {_QUOTED} | {_SENTENCE} | {_LIST} | {_MAPPING})"
_LINE: Final = re.compile(
    rf"""([ ]*) ((?:-[ ]+)*) (?: ({_KEY}): (?:([ ]+)({_VALUE}))? | ({_VALUE}) )? ([ ]*) ((?<![^ ])\#.*)?""",
    re.ASCII | re.VERBOSE,
)
"""Indentation, dashes, key, gap, value, item, blanks, comment."""
_BLANK: Final = '</span><span class="nv"> </span><span class="s">'


def plain_yaml(code: str) -> str | None:
    """Return what `ropewalk.highlight` makes of the code; None: it is not that plain, or no YAML.

    Plain are lines with a key, an item of a list or both, and values that are words, in quotes, or lists and
    mappings of such on the same line.
    """
    html: list[str] = []
    unlimited = deepest = len(code)
    for line in code.split("\n"):
        match = _LINE.fullmatch(line)
        if match is None:
            return None
        indent, dashes, key, gap, value, item, blanks, comment = match.groups("")
        # A line that is deeper than the key or the last dash of the value before would go on with that value.
        if line and (len(indent) > deepest or not (key or (item if dashes else comment))):
            return None
        shown = indent + dashes
        if key:
            deepest = len(shown) if value else unlimited
            shown += f'<span class="nt">{key}</span>:{gap}{_value(value)}'
        elif item:
            deepest = len(shown.rstrip()) - 1
            shown += _value(item)
        if comment:
            comment = f'<span class="c1">{escape(comment, quote=False)}</span>'
        html.append(shown + blanks + comment)
    return "\n".join(html)


def _value(text: str) -> str:
    match text[:1]:
        case "":
            return ""
        case "[":
            return f"[{', '.join([_scalar(item, 'nv') for item in text[1:-1].split(', ')])}]"
        case "{":
            return f"{{{','.join(_pairs(text[1:-1]))}}}"
        case _:
            return _scalar(text, "l")


def _pairs(text: str) -> list[str]:
    """Return the pairs of a mapping on one line; to Pygments the blank after a comma is part of the key."""
    pairs = [pair.split(": ") for pair in text.split(",")]
    return [f'<span class="nt">{key}</span>: {_scalar(value, "nv")}' for key, value in pairs]


def _scalar(text: str, css_class: str) -> str:
    if text[0] in "\"'":
        return f'<span class="s">{text.replace(" ", _BLANK)}</span>'
    return f'<span class="{css_class}">{text}</span>'
