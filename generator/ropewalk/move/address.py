"""What a link names, as each form writes it: path and subpath, with the escapes that the form needs."""

from __future__ import annotations

from html import escape
from typing import Final
from urllib.parse import quote, unquote

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import unescapeAll
from markdown_it.helpers import parseLinkDestination

from ropewalk.compile.references import is_external, split_address
from ropewalk.html_tokens import attribute_value
from ropewalk.model.note import Written
from ropewalk.syntax.wikilink import parse_wikilink
from ropewalk.web_address import tidy

Named = tuple[str, str]
"""Target and subpath, as in a `Reference`."""

_MUST_ENCODE: Final = frozenset('%#<>\\`|"')
"""What ends or changes an address somewhere: in Markdown, in a cell of a table, in an attribute."""
_MAY_STAND: Final = "/!$&'()*+,;=:@?~[]"
"""What an address may hold as it is where all but ASCII is encoded."""


def read_address(written: Written, text: str) -> Named | None:
    """Return what an address names that stands in a file; None: nothing in the vault."""
    if written in {Written.WIKILINK, Written.PROPERTY}:
        link = parse_wikilink(text)
        return (link.target, link.subpath) if link else None
    if written is Written.HTML:
        address = tidy(attribute_value(text))
    else:
        address = normalizeLink(unescapeAll(text[1:-1] if text.startswith("<") else text))
    return None if is_external(address) else split_address(address)


def write_address(
    written: Written, before: str, *, target: str | None = None, subpath: str | None = None
) -> str | None:
    """Return what to write instead of the address `before`, of which None keeps a part as it stands.

    Returns None if this form cannot write it.
    """
    old = read_address(written, before)
    if old is None:
        return None
    wanted = (old[0] if target is None else target, old[1] if subpath is None else subpath)
    path, mark, rest = _inside(written, before).partition("#")
    form = _Form(written, before)
    new_path = path if target is None else form.encoded(target)
    kept = f"{new_path}{mark}{rest}" if subpath is None else None
    mark = "#" if wanted[1] else ""
    for text in (kept, f"{new_path}{mark}{form.encoded(wanted[1], subpath=True)}"):
        if text is not None and read_address(written, form.whole(text)) == wanted:
            return form.whole(text)
    return None


def _inside(written: Written, text: str) -> str:
    """Return an address without the angle brackets around it."""
    return text[1:-1] if written is Written.MARKDOWN and text.startswith("<") else text


class _Form:
    """The form of an address that stands in a file."""

    def __init__(self, written: Written, before: str) -> None:
        self._written = written
        self._angled = written is Written.MARKDOWN and before.startswith("<")
        path, _, subpath = before.partition("#")
        self._spaces = {False: self._may_hold_spaces(path), True: self._may_hold_spaces(subpath)}
        self._ascii = before.isascii() and not unquote(before).isascii()

    def _may_hold_spaces(self, part: str) -> bool:
        """Return whether a part may hold spaces as they are: if brackets or quotes allow it, and it does."""
        return "%20" not in part if self._angled else self._written is Written.HTML and " " in part

    def encoded(self, text: str, *, subpath: bool = False) -> str:
        """Return a path or subpath with what this form cannot hold as it is encoded."""
        if self._written in {Written.WIKILINK, Written.PROPERTY}:
            return text
        spaces = "" if self._spaces[subpath] else " "
        must = (_MUST_ENCODE - {"#"} if subpath else _MUST_ENCODE) | set(spaces)
        must |= {"'"} if self._written is Written.HTML else set()
        if self._ascii:
            safe = "".join(set(_MAY_STAND) | ({"#"} if subpath else set()) | set(" " if not spaces else ""))
            return quote(text, safe=safe)
        return "".join(quote(char, safe="") if char in must or char < " " else char for char in text)

    def whole(self, text: str) -> str:
        """Return path and subpath as the address that stands in the file."""
        if self._written in {Written.WIKILINK, Written.PROPERTY}:
            return text
        head, slash, rest = text.partition("/")
        if is_external(text):
            text = f"{head.replace(':', '%3A')}{slash}{rest}"
        if self._written is Written.HTML:
            return escape(text) if attribute_value(text) != text else text
        if unescapeAll(text) != text:
            text = text.replace("&", "%26")
        if self._angled or not text:
            return f"<{text}>"
        found = parseLinkDestination(text, 0, len(text))
        return text if found.ok and found.pos == len(text) else _without_brackets(text)


def _without_brackets(text: str) -> str:
    return text.replace("(", "%28").replace(")", "%29")
