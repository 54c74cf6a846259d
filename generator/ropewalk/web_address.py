"""What an address in a note leads to, judged as a browser reads it."""

from __future__ import annotations

from enum import StrEnum

WEB_SCHEMES = frozenset({"http", "https"})
OTHER_SCHEMES = frozenset({"mailto", "tel", "obsidian"})
"""Schemes that open another application and load nothing."""
_PAGES = frozenset({"about", "blob", "data", "filesystem", "javascript", "vbscript", "view-source"})
"""Schemes of pages that belong to the page they are opened from, or that show another as text."""
_TRIMMED = "".join(map(chr, range(0x21)))
_REMOVED = str.maketrans("", "", "\t\n\r")
_SCHEME_MARKS = "+-."
_DATA_IMAGE = "data:image/"


class AddressKind(StrEnum):
    """Where an address leads."""

    NONE = "none"
    """It is empty."""
    PAGE = "page"
    """`#…`: a place on the page itself."""
    LOCAL = "local"
    """Relative: something in the vault."""
    WEB = "web"
    """`http:`, `https:` or `//`: another host."""
    OTHER = "other"
    IMAGE_DATA = "image data"
    UNSAFE = "unsafe"
    """A scheme that may run code or is unknown."""


def tidy(address: str) -> str:
    """Return the address without what a browser ignores in it (WHATWG URL: basic URL parser)."""
    return address.strip(_TRIMMED).translate(_REMOVED)


def kind_of(address: str) -> AddressKind:
    """Classify an address that has been through `tidy`."""
    if not address:
        return AddressKind.NONE
    if address.startswith("#"):
        return AddressKind.PAGE
    if address[0] in "/\\" and address[1:2] in ("/", "\\"):
        return AddressKind.WEB
    scheme = _scheme(address)
    if scheme is None:
        return AddressKind.LOCAL
    return _kind_of_scheme(scheme, address)


def opens_safely(address: str) -> bool:
    """Whether a link may lead to an address with a scheme: to the web, or to whatever program it names."""
    return _scheme(tidy(address)) not in _PAGES


def _kind_of_scheme(scheme: str, address: str) -> AddressKind:
    if scheme in WEB_SCHEMES:
        return AddressKind.WEB
    if scheme in OTHER_SCHEMES:
        return AddressKind.OTHER
    if address[: len(_DATA_IMAGE)].lower() == _DATA_IMAGE:
        return AddressKind.IMAGE_DATA
    return AddressKind.UNSAFE


def _scheme(address: str) -> str | None:
    head, colon, _ = address.partition(":")
    if not colon or not head.isascii() or not head[:1].isalpha():
        return None
    if all(letter.isalnum() or letter in _SCHEME_MARKS for letter in head):
        return head.lower()
    return None
