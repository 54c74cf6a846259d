"""Links on a page: the tags and addresses that the answers of the linker stand for."""

from __future__ import annotations

from html import escape

from ropewalk.graph import found
from ropewalk.model.linked import Ambiguous, Found, Missing, Resolution, Withheld
from ropewalk.model.note import Heading, Reference
from ropewalk.paths import href
from ropewalk.render.page import Page, Place


def address_of(page: Page, reference: Reference, target: Found) -> str:
    """Return the address of a target relative to the page."""
    vault = page.vault
    if target.path in vault.notes:
        return href(page.host.url, vault.notes[target.path].url, fragment_of(target))
    if target.path in vault.folders:
        return href(page.host.url, vault.folders[target.path])
    return href(page.host.url, vault.files[target.path], reference.subpath)


def fragment_of(target: Found) -> str:
    """Return the id that a target's heading or block has on its page; '' where it names none."""
    if target.part is None:
        return ""
    return target.part.id if isinstance(target.part, Heading) else f"^{target.part.id}"


def internal_link(address: str, text: str) -> str:
    """Return a link within the site with plain text."""
    return f'<a class="internal-link" href="{escape(address)}">{escape(text, quote=False)}</a>'


def link_open(page: Page, place: Place, ref: int) -> str:
    """Return the start tag of a link, as its target asks for; nothing where that is withheld."""
    resolution = place.note.resolutions[ref]
    target = found(resolution)
    if target is not None:
        address = address_of(page, place.note.note.references[ref], target)
        return f'<a class="internal-link" href="{escape(address)}">'
    if isinstance(resolution, Missing):
        said = escape(page.strings["unresolved"])
        return f'<span class="internal-link is-unresolved" role="link" aria-disabled="true" title="{said}">'
    return ""


def link_close(resolution: Resolution) -> str:
    """Return the end tag that belongs to `link_open`."""
    match resolution:
        case Found() | Ambiguous():
            return "</a>"
        case Missing():
            return "</span>"
        case Withheld():
            return ""


def tag_open(page: Page, tag: str) -> str:
    """Return the start tag of a link to a tag's page."""
    return f'<a class="tag" href="{escape(href(page.host.url, page.vault.tag_urls[tag.lower()]))}">'


def address_attribute(page: Page, place: Place, ref: int, attribute: str) -> str:
    """Return an attribute with the address of a target, nothing where there is none."""
    target = found(place.note.resolutions[ref])
    if target is None:
        return ""
    return f' {attribute}="{escape(address_of(page, place.note.note.references[ref], target))}"'
