"""The tokens of a fragment of an author's HTML: tags with decoded attributes, and decoded text.

It follows the tokenizer of the HTML standard (section 13.2.5), with three differences that lose less of
what an author wrote: a tag without an end is text, `<x/>` is an empty element whatever `x` is, and
`<?…?>` and `<![CDATA[…]]>` end where CommonMark says that they do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from html.entities import html5

_SPACE = " \t\n\r\f"
_RAW_TEXT = frozenset(
    {"iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "textarea", "title", "xmp"},
)
_MARKUP = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">"), ("</", ">"))


@dataclass(frozen=True, slots=True, kw_only=True)
class StartTag:
    """A start tag; its name and the names of its attributes are in lower case."""

    name: str
    attributes: dict[str, str]
    """In the order of the source; of two with the same name the first counts."""
    places: dict[str, tuple[int, int]]
    """The offsets between which the value of each is written, without quotes."""
    empty: bool
    """It ends in `/>`."""
    start: int
    end: int
    """Offsets of its first character and behind its last one."""


@dataclass(frozen=True, slots=True)
class EndTag:
    """An end tag; its name is in lower case."""

    name: str


@dataclass(frozen=True, slots=True)
class Characters:
    """Text with its character references decoded; inside `<script>` and its like as it is."""

    text: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, processing instruction or declaration; its text is of no interest."""

    closed: bool


Token = StartTag | EndTag | Characters | Comment


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of the text in order."""
    lowered = _lower(text)
    position = 0
    while position < len(text):
        start = text.find("<", position)
        if start != position:
            end = len(text) if start < 0 else start
            yield Characters(unescape(text[position:end]))
            position = end
            continue
        token, position = _markup(text, start)
        yield token
        if isinstance(token, StartTag) and token.name in _RAW_TEXT and not token.empty:
            end = _raw_text_end(lowered, position, token.name)
            yield Characters(text[position:end])
            position = end


def _markup(text: str, start: int) -> tuple[Token, int]:
    if _is_letter(text, start + 1):
        return _start_tag(text, start)
    if text.startswith("</", start) and _is_letter(text, start + 2):
        return _end_tag(text, start)
    for opener, closer in _MARKUP:
        if text.startswith(opener, start):
            return _comment(text, start, opener, closer)
    return Characters("<"), start + 1


def _is_letter(text: str, index: int) -> bool:
    return text[index : index + 1].isascii() and text[index : index + 1].isalpha()


def _comment(text: str, start: int, opener: str, closer: str) -> tuple[Token, int]:
    inside = start + len(opener)
    if opener == "<!--":
        return _html_comment(text, inside)
    end = text.find(closer, inside)
    if end < 0:
        return Comment(closed=True), len(text)
    return Comment(closed=True), end + len(closer)


def _html_comment(text: str, inside: int) -> tuple[Token, int]:
    for short in (">", "->"):
        if text.startswith(short, inside):
            return Comment(closed=True), inside + len(short)
    dashes = text.find("--", inside)
    while dashes >= 0:
        for end in ("-->", "--!>"):
            if text.startswith(end, dashes):
                return Comment(closed=True), dashes + len(end)
        dashes = text.find("--", dashes + 1)
    return Comment(closed=False), len(text)


def _end_tag(text: str, start: int) -> tuple[Token, int]:
    name_end = _until(text, start + 2, _SPACE + "/>")
    close = text.find(">", name_end)
    if close < 0:
        return Characters(text[start:]), len(text)
    return EndTag(_lower(text[start + 2 : name_end])), close + 1


def _start_tag(text: str, start: int) -> tuple[Token, int]:
    position = _until(text, start + 1, _SPACE + "/>")
    name = _lower(text[start + 1 : position])
    attributes: dict[str, str] = {}
    places: dict[str, tuple[int, int]] = {}
    while True:
        position = _while(text, position, _SPACE + "/")
        if position >= len(text):
            return Characters(text[start:]), len(text)
        if text[position] == ">":
            empty = text[position - 1] == "/"
            end = position + 1
            tag = StartTag(name=name, attributes=attributes, places=places, empty=empty, start=start, end=end)
            return tag, end
        attribute, place, position = _attribute(text, position)
        attributes.setdefault(_lower(attribute), attribute_value(text[slice(*place)]))
        places.setdefault(_lower(attribute), place)


def _attribute(text: str, start: int) -> tuple[str, tuple[int, int], int]:
    """Return name, place of the value and end; the end is past the text where a quote does not close."""
    name_end = _until(text, start + 1, _SPACE + "/>=")
    equals = _while(text, name_end, _SPACE)
    if not text.startswith("=", equals):
        return text[start:name_end], (name_end, name_end), name_end
    value = _while(text, equals + 1, _SPACE)
    quote = text[value : value + 1]
    if quote in {'"', "'"}:
        end = text.find(quote, value + 1)
        end = len(text) if end < 0 else end
        return text[start:name_end], (value + 1, end), end + 1
    end = _until(text, value, _SPACE + ">")
    return text[start:name_end], (value, end), end


def attribute_value(raw: str) -> str:
    """Decode character references, but leave `&copy=` alone: it is part of an address."""
    first, *others = raw.split("&")
    return first + "".join(map(_reference, others))


def _reference(text: str) -> str:
    if text.startswith("#"):
        return unescape(f"&{text}")
    name, semicolon, rest = text.partition(";")
    if semicolon and f"{name};" in html5:
        return html5[f"{name};"] + rest
    return f"&{text}"


def _raw_text_end(lowered: str, start: int, name: str) -> int:
    """Return where the end tag of an element without markup inside begins, else the text's end."""
    end = lowered.find(f"</{name}", start)
    while end >= 0:
        after = end + 2 + len(name)
        if lowered[after : after + 1] in {*_SPACE, "/", ">"}:
            return end
        end = lowered.find(f"</{name}", after)
    return len(lowered)


def _lower(text: str) -> str:
    """Lower ASCII letters only, so that lengths stay the same and `K` (Kelvin) is no `k`."""
    return text.translate(_LOWER)


_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


def _until(text: str, position: int, stops: str) -> int:
    while position < len(text) and text[position] not in stops:
        position += 1
    return position


def _while(text: str, position: int, accepted: str) -> int:
    while position < len(text) and text[position] in accepted:
        position += 1
    return position
