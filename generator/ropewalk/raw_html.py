"""An author's HTML, made safe tag by tag with an allow-list and a stack of what is open.

It arrives in fragments, because Markdown stands between the tags. What leaves is balanced within its
container and written anew from checked values, so a browser reads it the way it was checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import groupby

from ropewalk import media
from ropewalk.html_tokens import Characters, Comment, EndTag, StartTag, Token, tokens
from ropewalk.open_tags import OpenTags
from ropewalk.raw_html_allowed import ALLOWED, MEDIA, NEEDED, PHRASING, TABLE_PARTS, VOID, WITHOUT_CONTENT
from ropewalk.raw_html_tag import HtmlPart, Id, LeftOut, LocalAddress, Text, address_of, start_tag
from ropewalk.web_address import AddressKind

__all__ = ["HtmlPart", "Id", "LocalAddress", "RawHtml", "Text"]

_COMMENT = "!--"
_MEDIA_KINDS = {
    "audio": media.MediaKind.AUDIO,
    "iframe": media.MediaKind.FRAME,
    "img": media.MediaKind.IMAGE,
    "video": media.MediaKind.VIDEO,
}


@dataclass(slots=True)
class _Skipped:
    """An element whose content is left out, until its end tag."""

    name: str
    depth: int = 1
    waiting: StartTag | None = None
    """A player without `src`, whose first `<source>` decides what becomes of it."""


class RawHtml:
    """The HTML of one container (a quote, a list item, a paragraph's text), fed in the order of the text."""

    def __init__(self, *, inline: bool, load: bool = False) -> None:
        """Allow only what may stand in a paragraph (`inline`); `load` media of other hosts at once."""
        self._inline = inline
        self._load = load
        self._in_link = False
        self._open = OpenTags()
        self._skipped: _Skipped | None = None
        self._removed: dict[str, None] = {}
        self._unmatched: list[str] = []
        self._parts: list[HtmlPart] = []

    @property
    def open_tags(self) -> str:
        """Start tags of all that is open, without ids and addresses within the vault."""
        return self._open.start_html

    @property
    def close_tags(self) -> str:
        """End tags for all that is open, which stays open."""
        return self._open.end_html

    @property
    def skipping(self) -> bool:
        """Inside an element whose content is left out (or a comment): text in between is not to be shown."""
        return self._skipped is not None

    @property
    def removed(self) -> tuple[str, ...]:
        """Names of the elements and attributes, and schemes, that were left out, in order of appearance."""
        return tuple(self._removed)

    @property
    def unmatched(self) -> str:
        """End tags that had no start here: of a paragraph, to be fed to its container after it."""
        return "".join(self._unmatched)

    def is_open(self, name: str) -> bool:
        """Say whether an element of this name is open."""
        return self._open.holds(frozenset({name}))

    def feed(self, fragment: str, *, in_link: bool = False) -> list[HtmlPart]:
        """Return what to show for a fragment; `in_link`: within a Markdown link, where no `<a>` may begin."""
        self._parts = []
        self._in_link = in_link
        for token in tokens(self._after_comment(fragment)):
            if self._skipped is not None:
                self._skip(self._skipped, token)
            else:
                self._take(token, in_link=in_link)
        return _joined(self._parts)

    def close(self) -> str:
        """Return the end tags for all that is open; the container ends."""
        html = self._open.end_html
        self._open.clear()
        self._skipped = None
        return html

    def _after_comment(self, fragment: str) -> str:
        if self._skipped is None or self._skipped.name != _COMMENT:
            return fragment
        _, end, rest = fragment.partition("-->")
        if end:
            self._skipped = None
        return rest

    def _take(self, token: Token, *, in_link: bool) -> None:
        if isinstance(token, Characters):
            self._write(escape(token.text, quote=False))
        elif isinstance(token, EndTag):
            self._end(token.name)
        elif isinstance(token, Comment):
            if not token.closed:
                self._skipped = _Skipped(_COMMENT)
        elif token.name in WITHOUT_CONTENT:
            self._leave_out(token)
        elif self._may_start(token.name, in_link=in_link):
            self._start(token)
        else:
            self._note(token.name)

    def _may_start(self, name: str, *, in_link: bool) -> bool:
        if name not in (PHRASING if self._inline else ALLOWED):
            return False
        if name in NEEDED and not self._open.holds(NEEDED[name]):
            return False
        if self._open.in_bare_table and name not in TABLE_PARTS | {"table"}:
            return False
        if name == "a" and (in_link or self.is_open("a")):
            return False
        return name in VOID or not self._open.full

    def _start(self, tag: StartTag) -> None:
        if tag.name in _MEDIA_KINDS:
            self._start_media(tag)
            return
        if tag.name == "source" and address_of(tag, "src")[1] is not AddressKind.LOCAL:
            self._note(tag.name)
            return
        self._write_start(tag)
        if tag.empty and tag.name not in VOID:
            self._end(tag.name)

    def _start_media(self, tag: StartTag) -> None:
        """Start an image, player or frame by where its content comes from."""
        address, kind = address_of(tag, "src")
        if kind is AddressKind.NONE and tag.name in MEDIA:
            self._skipped = None if tag.empty else _Skipped(tag.name, waiting=tag)
        elif kind is AddressKind.WEB:
            self._write_external(tag, address)
            self._skip_content(tag)
        elif kind is AddressKind.LOCAL or (kind is AddressKind.IMAGE_DATA and tag.name == "img"):
            self._write_start(tag)
            self._end_media(tag)
        else:
            self._note(tag.name)
            self._skip_content(tag)

    def _end_media(self, tag: StartTag) -> None:
        if tag.name == "iframe":
            self._end(tag.name)
            self._skip_content(tag)
        elif tag.empty and tag.name not in VOID:
            self._end(tag.name)

    def _skip_content(self, tag: StartTag) -> None:
        if tag.name not in VOID and not tag.empty:
            self._skipped = _Skipped(tag.name)

    def _leave_out(self, tag: StartTag) -> None:
        self._note(tag.name)
        self._skip_content(tag)

    def _skip(self, skipped: _Skipped, token: Token) -> None:
        """Pass over a token, unless it ends what is left out or says what a player plays."""
        if isinstance(token, EndTag) and token.name == skipped.name:
            skipped.depth -= 1
            if not skipped.depth:
                self._skipped = None
        elif isinstance(token, StartTag) and token.name == skipped.name and not token.empty:
            skipped.depth += 1
        elif isinstance(token, StartTag) and token.name == "source" and skipped.waiting:
            self._choose_source(skipped, skipped.waiting, token)

    def _choose_source(self, skipped: _Skipped, player: StartTag, source: StartTag) -> None:
        address, kind = address_of(source, "src")
        if kind is AddressKind.LOCAL:
            self._skipped = None
            self._write_start(player)
            self._write_start(source)
        elif kind is AddressKind.WEB:
            skipped.waiting = None
            self._write_external(player, address)

    def _end(self, name: str) -> None:
        if name == "br":
            self._write("<br>")
            return
        html = self._open.end(name)
        if html is not None:
            self._write(html)
        elif name in ALLOWED - VOID and not (self._inline and name in _MEDIA_KINDS):
            self._unmatched.append(f"</{name}>")

    def _write_external(self, tag: StartTag, address: str) -> None:
        given = tag.attributes
        self._write(
            media.external(
                address,
                kind=_MEDIA_KINDS[tag.name],
                alt=given.get("alt", "") or given.get("title", ""),
                width=given.get("width", ""),
                height=given.get("height", ""),
                load=self._load,
                in_link=self._in_link or self.is_open("a"),
            ),
        )

    def _write_start(self, tag: StartTag) -> None:
        self._write(self._open.imply(tag.name))
        html = ""
        for part in start_tag(tag, load=self._load):
            if isinstance(part, LeftOut):
                self._note(part.name)
                continue
            self._parts.append(part)
            html += part.html if isinstance(part, Text) else ""
        if tag.name not in VOID:
            self._open.push(tag.name, html)

    def _note(self, name: str) -> None:
        self._removed[name] = None

    def _write(self, html: str) -> None:
        self._parts.append(Text(html))


def _joined(parts: list[HtmlPart]) -> list[HtmlPart]:
    """Return the parts with neighbouring texts made one and empty ones left out."""
    joined: list[HtmlPart] = []
    for is_text, neighbours in groupby(parts, lambda part: isinstance(part, Text)):
        if is_text:
            html = "".join(part.html for part in neighbours if isinstance(part, Text))
            joined.extend([Text(html)] if html else [])
        else:
            joined.extend(neighbours)
    return joined
