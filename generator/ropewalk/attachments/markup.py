"""Files that a browser shows as pages of the site: XML that is data alone may be one, HTML may not."""

from __future__ import annotations

from typing import Final, NoReturn
from xml.parsers import expat

from ropewalk.attachments.svg import SVG, XHTML, read_xml
from ropewalk.attachments.unreadable import UnreadableError

PAGES: Final = frozenset(("hta", "htm", "html", "mht", "mhtml", "shtml", "svgz", "xht", "xhtml"))
DATA: Final = frozenset(("atom", "gpx", "kml", "mathml", "opml", "rdf", "rss", "xml", "xsd", "xsl", "xslt"))
_ACTS: Final = frozenset((SVG, XHTML))


def data_alone(data: bytes) -> bytes:
    """Return an XML file as it is; raise UnreadableError where something in it could act or be styled."""

    def start(name: str, _attributes: dict[str, str]) -> None:
        if name.rpartition(" ")[0] in _ACTS:
            raise UnreadableError("it brings parts of a page")

    def instruction(target: str, _said: str) -> None:
        if target == "xml-stylesheet":
            raise UnreadableError("it names a style sheet")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.ProcessingInstructionHandler = instruction
    read_xml(parser, data)
    return data


def page(_data: bytes) -> NoReturn:
    """Raise UnreadableError: nobody can say what a page would do."""
    raise UnreadableError("a browser would run its scripts as the site's own")
