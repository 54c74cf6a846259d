"""One start tag of an author's HTML, written anew from the attributes that may stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import PurePosixPath

from ropewalk.html_tokens import StartTag
from ropewalk.raw_html_allowed import ADDRESSES, MEDIA, attribute_allowed
from ropewalk.web_address import AddressKind, kind_of, tidy

_OWN_IDS = "rw-"
_SPACE = frozenset(" \t\n\r\f")
_LEADS_AWAY = frozenset({AddressKind.PAGE, AddressKind.WEB, AddressKind.OTHER})
_SILENT = frozenset({"autoplay", "controls", "id", "loading", "preload", "rel", "sandbox"})
"""Attributes that are dealt with before, or not the author's to say: ours replace them."""


@dataclass(frozen=True, slots=True)
class Text:
    """Safe, finished HTML; possibly half a tag, when an address or id follows."""

    html: str


@dataclass(frozen=True, slots=True)
class LocalAddress:
    """Where the attribute ` href="…"`, ` src="…"` or ` poster="…"` belongs whose value is in the vault."""

    attribute: str
    value: str
    """Decoded, not percent-decoded, without the spaces around it."""
    start: int
    end: int
    """Where in the fragment its tag stands."""
    place: tuple[int, int]
    """Where in the fragment the value is written."""


@dataclass(frozen=True, slots=True)
class Id:
    """Where the attribute ` id="…"` belongs; from an `id`, or from a `name` of `<a>`."""

    value: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The name of an attribute that is left out."""

    name: str


HtmlPart = Text | LocalAddress | Id


def address_of(tag: StartTag, attribute: str) -> tuple[str, AddressKind]:
    """Return the address in an attribute, '' where there is none, and where it leads."""
    address = tidy(tag.attributes.get(attribute, ""))
    return address, kind_of(address)


def start_tag(tag: StartTag, *, load: bool) -> Iterator[HtmlPart | LeftOut]:
    """Yield the parts of a start tag; `load`: other hosts may be asked for a poster."""
    yield Text(f"<{tag.name}")
    if "id" in tag.attributes or (tag.name == "a" and "name" in tag.attributes):
        yield _id(tag.attributes.get("id") or tag.attributes.get("name", ""))
    for attribute, value in tag.attributes.items():
        if attribute in ADDRESSES.get(tag.name, frozenset()):
            yield _address(tag, attribute, load=load)
        elif attribute_allowed(tag.name, attribute, value):
            yield Text(f' {attribute}="{escape(value)}"')
        elif attribute not in _SILENT and (tag.name, attribute) != ("a", "name"):
            yield LeftOut(attribute)
    yield Text("".join(f' {name}="{value}"' for name, value in _ours(tag)) + ">")


def _id(value: str) -> Id | LeftOut:
    if value and not value.startswith(_OWN_IDS) and _SPACE.isdisjoint(value):
        return Id(value)
    return LeftOut("id")


def _address(tag: StartTag, attribute: str, *, load: bool) -> HtmlPart | LeftOut:
    address, kind = address_of(tag, attribute)
    if kind is AddressKind.NONE:
        return Text("")
    if kind is AddressKind.LOCAL and attribute != "cite":
        return LocalAddress(attribute, address, tag.start, tag.end, tag.places[attribute])
    if attribute in {"href", "cite"}:
        kept = kind in _LEADS_AWAY
    else:
        kept = kind is AddressKind.IMAGE_DATA or (kind is AddressKind.WEB and load)
    return Text(f' {attribute}="{escape(address)}"') if kept else LeftOut(attribute)


def _ours(tag: StartTag) -> Iterable[tuple[str, str]]:
    """Return the attributes that every such tag on a page has."""
    if tag.name == "a" and tag.attributes.get("target") == "_blank":
        return [("rel", "noopener")]
    if tag.name in MEDIA:
        return [("controls", ""), ("preload", "metadata")]
    if tag.name == "img":
        return [("loading", "lazy"), *([] if "alt" in tag.attributes else [("alt", "")])]
    if tag.name == "iframe":
        return [("loading", "lazy"), *([] if _is_pdf(tag) else [("sandbox", "")])]
    return []


def _is_pdf(tag: StartTag) -> bool:
    path = address_of(tag, "src")[0].partition("#")[0].partition("?")[0]
    return PurePosixPath(path).suffix.lower() == ".pdf"
