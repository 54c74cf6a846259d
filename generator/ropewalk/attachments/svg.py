"""SVG files, written anew with what draws the picture: no scripts, no comments, no notes of the program."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final
from xml.parsers import expat

from ropewalk.attachments.style import still
from ropewalk.attachments.svg_allowed import (
    ANIMATIONS,
    ELEMENTS,
    HTML,
    REFERRING,
    attribute_allowed,
    holds_css,
)
from ropewalk.attachments.unreadable import UnreadableError
from ropewalk.attachments.within import picture_address
from ropewalk.web_address import AddressKind, kind_of, tidy

SVG: Final = "http://www.w3.org/2000/svg"
XHTML: Final = "http://www.w3.org/1999/xhtml"
_XLINK: Final = "http://www.w3.org/1999/xlink"
_XML: Final = "http://www.w3.org/XML/1998/namespace"
_ALLOWED: Final = {SVG: ELEMENTS, XHTML: HTML}
_FOLLOWED: Final = frozenset((AddressKind.PAGE, AddressKind.LOCAL, AddressKind.WEB, AddressKind.OTHER))
_DEEPEST: Final = 1_000
"""Elements within each other; browsers draw about as many."""


def picture_alone(data: bytes) -> bytes:
    """Return the file in UTF-8 with what draws, and nothing that acts or loads; raise UnreadableError."""
    writer = _Writer()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    parser.buffer_text = True
    read_xml(parser, data)
    return "".join(writer.pieces).encode()


def read_xml(parser: expat.XMLParserType, data: bytes) -> None:
    """Let a parser tell its handlers of a whole file; raise UnreadableError for what is no XML."""
    try:
        parser.Parse(data, True)  # noqa: FBT003  its own signature
    except expat.ExpatError as error:
        said = f"it is no XML: {expat.ErrorString(error.code)} in line {error.lineno}"
        raise UnreadableError(said) from error
    except LookupError as error:
        raise UnreadableError("its encoding is unknown") from error


class _Writer:
    """Writes what may stay of the elements that it is told of."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._open: list[tuple[str, str]] = []
        """Name space and name of each element that is written."""
        self._left_out = 0
        """How deep in an element that is left out."""
        self._style: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if not self._open and not self._left_out and (space, local) != (SVG, "svg"):
            raise UnreadableError("it is no SVG")
        if len(self._open) > _DEEPEST:
            raise UnreadableError("its elements are too deep in each other")
        if self._left_out or local not in _ALLOWED.get(space, ()) or _changes_address(local, attributes):
            self._left_out += 1
            return
        above = self._open[-1][0] if self._open else ""
        declared = f' xmlns="{space}"' if space != above else ""
        kept = "".join(f" {key}={_quoted(value)}" for key, value in _attributes(space, local, attributes))
        self.pieces.append(f"<{local}{declared}{kept}>")
        self._open.append((space, local))
        if local == "style":
            self._style = []

    def end(self, _name: str) -> None:
        if self._left_out:
            self._left_out -= 1
            return
        if self._style is not None:
            self.pieces.append(escape(still("".join(self._style)), quote=False))
            self._style = None
        self.pieces.append(f"</{self._open.pop()[1]}>")

    def text(self, text: str) -> None:
        if self._left_out:
            return
        if self._style is not None:
            self._style.append(text)
        else:
            self.pieces.append(escape(text, quote=False))


def _changes_address(local: str, attributes: dict[str, str]) -> bool:
    """Whether an animation would put another address, or a script, into an element."""
    if local not in ANIMATIONS:
        return False
    named = attributes.get("attributeName", "").strip().lower().rpartition(":")[2]
    return named == "href" or not attribute_allowed(attributes.get("attributeName", "transform").strip())


def _attributes(space: str, local: str, attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
    plain = {name: value for name, value in attributes.items() if " " not in name}
    for name, value in attributes.items():
        home, _, bare = name.rpartition(" ")
        if home == _XML and bare in {"lang", "space"}:
            yield f"xml:{bare}", value
        elif bare == "href" and space == SVG and (home == "" or (home == _XLINK and "href" not in plain)):
            address = _address(local, tidy(value))
            if address is not None:
                yield "href", address
        elif home == "" and attribute_allowed(bare):
            yield bare, still(value) if holds_css(bare) else value


def _address(local: str, address: str) -> str | None:
    """Return the address that an element may name; None: none."""
    if local in REFERRING:
        return picture_address(address)
    kind = kind_of(address)
    is_followed = local == "a" and kind in _FOLLOWED
    return address if kind is AddressKind.PAGE or is_followed else None


def _quoted(value: str) -> str:
    """Return the value of an attribute; a reader of XML would take its line ends for spaces."""
    escaped = escape(value).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    return f'"{escaped}"'
