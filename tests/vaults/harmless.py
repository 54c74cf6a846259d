"""What no page of a site may hold, whoever wrote its notes; a page is read as a browser reads it."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

ACTING = frozenset(
    (
        *(
            "base",
            "embed",
            "foreignobject",
            "form",
            "frame",
            "frameset",
            "math",
            "noscript",
            "object",
            "style",
        ),
        *("template", "textarea", "xmp", "plaintext", "portal", "marquee", "animate", "set", "handler"),
    )
)
ADDRESSES = frozenset(
    ("action", "cite", "data", "formaction", "href", "poster", "src", "srcdoc", "xlink:href")
)
LOADING = frozenset(("audio", "iframe", "img", "script", "source", "track", "video"))
RUN = ("about:", "blob:", "data:text", "filesystem:", "javascript:", "vbscript:", "view-source:")
"""How addresses begin that a browser runs or shows as a page of the site."""
_GOES = "0; url="
"""What stands before the address where a page moves on."""


def harm(html: str) -> list[str]:
    """Return what is in a page that could act on its reader, or load something from elsewhere."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return [said for element in tree.iter() for said in _harm(element)]


def _harm(element: Element) -> Iterator[str]:
    local = str(element.tag).rpartition("}")[2].lower()
    if local in ACTING:
        yield f"<{local}>"
    is_data = local == "script" and element.get("type") == "application/json"
    if local == "script" and not is_data and (element.text or not _is_own(element.get("src", ""))):
        yield f"<script src={element.get('src')}>{element.text}"
    if (
        local == "meta"
        and element.get("http-equiv")
        and not _is_own(element.get("content", "")[len(_GOES) :])
    ):
        yield f"<meta http-equiv={element.get('http-equiv')}>"
    is_name = element.get("rel") in {"canonical", "alternate"}
    if local == "link" and not is_name and not _is_own(element.get("href", "")):
        yield f"<link rel={element.get('rel')} href={element.get('href')}>"
    for name, value in element.attrib.items():
        plain = str(name).rpartition("}")[2].lower()
        if plain.startswith("on") or plain == "srcdoc" or (plain == "style" and "(" in value):
            yield f"<{local} {plain}={value}>"
        if plain in ADDRESSES and _as_read(str(value)).startswith(RUN):
            yield f"<{local} {plain}={value}>"
        if plain in ADDRESSES and local in LOADING and not _is_own(str(value)):
            yield f"<{local} {plain}={value}>"


def _as_read(address: str) -> str:
    """Return an address without what browsers ignore in it (WHATWG URL: basic URL parser)."""
    return "".join(
        char for char in address.strip("".join(map(chr, range(33)))) if char not in "\t\n\r"
    ).lower()


def _is_own(address: str) -> bool:
    """Whether an address leads to a file of the site, or holds a picture itself."""
    read = _as_read(address).replace("\\", "/")
    if read.startswith("data:image/"):
        return True
    return not read.startswith("//") and ":" not in read.partition("/")[0]
