"""Links, embeds and images to pieces."""

from __future__ import annotations

from html import escape

from markdown_it.token import Token

from ropewalk.compile.inline_writer import InlineWriter
from ropewalk.compile.references import from_address, is_external, is_web_address, plain_text
from ropewalk.media import external
from ropewalk.model.slots import Embed, LinkClose, LinkOpen
from ropewalk.syntax.image_size import split_size
from ropewalk.syntax.wikilink import Wikilink
from ropewalk.web_address import opens_safely


def is_embed(token: Token) -> bool:
    """Whether a token shows something of the vault in place."""
    if token.type == "wikilink":
        return bool(token.meta["embed"]) and not is_web_address(token.meta["link"].target)
    return token.type == "image" and not is_external(str(token.attrs["src"]))


def open_link(writer: InlineWriter, token: Token) -> None:
    """Begin a link in Markdown's form; its text follows."""
    address = str(token.attrs["href"])
    if writer.in_link or not opens_safely(address):
        writer.links.append("text")
    elif is_external(address):
        title = token.attrs.get("title")
        described = f' title="{escape(str(title))}"' if title else ""
        writer.write(f'<a class="external-link" href="{escape(address)}" rel="noopener"{described}>')
        writer.links.append("external")
    else:
        reference = from_address(address, *writer.places(token))
        index = writer.unit.symbols.refer(reference)
        writer.unit.output.slot(LinkOpen(index))
        writer.links.append(index)
    writer.labels.append(writer.said)
    writer.said = []
    writer.enter("a")


def close_link(writer: InlineWriter, _token: Token) -> None:
    """End it; now it is known what it shows."""
    writer.leave()
    index, label = writer.links.pop(), writer.said
    writer.said = writer.labels.pop()
    if isinstance(index, int):
        writer.unit.output.slot(LinkClose(index))
        writer.unit.symbols.name_reference(index, label)
        writer.said.append(index)
    else:
        writer.write("</a>" if index == "external" else "")
        writer.said += label


def write_wikilink(writer: InlineWriter, token: Token) -> None:
    """Write a wikilink, or an embed where no block can stand; a link within a link is only its text."""
    link: Wikilink = token.meta["link"]
    if writer.in_link and is_embed(token):
        writer.unit.output.slot(Embed(writer.refer_to(token), flow=False, in_link=True))
    elif writer.in_link:
        writer.write(escape(link.shown, quote=False))
        writer.said.append(link.shown)
    elif is_web_address(link.target):
        _web_link(writer, link)
    else:
        index = writer.refer_to(token)
        if token.meta["embed"]:
            writer.unit.output.slot(Embed(index, flow=False))
        else:
            writer.unit.output.slot(LinkOpen(index))
            writer.write(escape(link.shown, quote=False))
            writer.unit.output.slot(LinkClose(index))


def _web_link(writer: InlineWriter, link: Wikilink) -> None:
    subpath = f"#{link.subpath}" if link.subpath else ""
    address = escape(link.target + subpath)
    shown = escape(link.shown, quote=False)
    writer.write(f'<a class="external-link" href="{address}" rel="noopener">{shown}</a>')
    writer.said.append(link.shown)


def write_image(writer: InlineWriter, token: Token) -> None:
    """Write an image in Markdown's form."""
    address = str(token.attrs["src"])
    if is_external(address):
        alt, width, height = split_size(plain_text(token.children or ()))
        load, in_link = writer.unit.dialect.external_media, writer.in_link
        writer.write(external(address, alt=alt, width=width, height=height, load=load, in_link=in_link))
        writer.said.append(alt)
    else:
        writer.unit.output.slot(Embed(writer.refer_to(token), flow=False, in_link=writer.in_link))
