"""Links and embeds as they stand in a note, turned into references."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from markdown_it.token import Token

from manifestcheck.position import Position
from ropewalk.model.note import Reference, Span, Written
from ropewalk.syntax.image_size import split_size
from ropewalk.syntax.wikilink import Wikilink


def is_external(address: str) -> bool:
    """Whether an address names another host or another scheme, rather than something in the vault."""
    if address.startswith("//"):
        return True
    try:
        return bool(urlsplit(address).scheme)
    except ValueError:
        return True


def is_web_address(target: str) -> bool:
    """Whether the target of a wikilink is an address of the web; other colons are part of a name."""
    return target.startswith(("https://", "http://"))


Place = tuple[Position, int]
"""Where something stands, and how long it is."""


def from_wikilink(token: Token, place: Place, address: Place | None) -> Reference:
    """Return the reference that a `wikilink` token makes."""
    link: Wikilink = token.meta["link"]
    position, length = place
    return Reference(
        written=Written.WIKILINK,
        embed=token.meta["embed"],
        target=link.target,
        subpath=link.subpath,
        shown=link.shown,
        position=position,
        length=length,
        address=Span(*address) if address else None,
        alt=link.alt,
        width=link.width,
        height=link.height,
    )


def from_address(
    address: str,
    place: Place,
    written_at: Place | None,
    *,
    written: Written = Written.MARKDOWN,
    embed: bool = False,
) -> Reference:
    """Return the reference that a link with a percent-encoded `address` makes; what is shown comes later."""
    target, subpath = split_address(address)
    position, length = place
    return Reference(
        written=written,
        embed=embed,
        target=target,
        subpath=subpath,
        shown="",
        position=position,
        length=length,
        address=Span(*written_at) if written_at else None,
    )


def from_image(token: Token, place: Place, address: Place | None) -> Reference:
    """Return the reference that an `image` token with an address in the vault makes."""
    target, subpath = split_address(str(token.attrs["src"]))
    position, length = place
    alt, width, height = split_size(plain_text(token.children or ()))
    return Reference(
        written=Written.MARKDOWN,
        embed=True,
        target=target,
        subpath=subpath,
        shown=alt,
        position=position,
        length=length,
        address=Span(*address) if address else None,
        alt=alt,
        width=width,
        height=height,
    )


def plain_text(children: Sequence[Token]) -> str:
    """Return inline content without markup, as the alternative text of an image needs it."""
    return "".join(_plain(child) for child in children)


def _plain(token: Token) -> str:
    match token.type:
        case "wikilink":
            return str(token.meta["link"].shown)
        case "image":
            return split_size(plain_text(token.children or ()))[0]
        case "tag":
            return f"#{token.content}"
        case "softbreak" | "hardbreak":
            return " "
        case "html_inline":
            return ""
        case _:
            return token.content


def split_address(address: str) -> tuple[str, str]:
    """Return path and subpath of an address, percent-decoded; the path as links are compared."""
    path, _, subpath = address.partition("#")
    decoded = unicodedata.normalize("NFC", unquote(path).replace("\u00a0", " ")).strip()
    return decoded, unquote(subpath)
