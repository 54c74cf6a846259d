"""Images, players and frames: of other hosts behind a click, of the vault by the kind of the file."""

from __future__ import annotations

from enum import StrEnum
from html import escape
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit

from ropewalk.embed_address import frame_address
from ropewalk.web_address import AddressKind, kind_of, tidy


class MediaKind(StrEnum):
    """What shows a file or an address."""

    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    FRAME = "frame"


_KINDS = {
    **dict.fromkeys("avif bmp gif jpeg jpg png svg webp".split(), MediaKind.IMAGE),
    **dict.fromkeys("mkv mov mp4 ogv webm".split(), MediaKind.VIDEO),
    **dict.fromkeys("3gp flac m4a mp3 ogg wav".split(), MediaKind.AUDIO),
    "pdf": MediaKind.FRAME,
}
"""Obsidian help, "Accepted file formats"."""
_ADDRESS_MARKS = "/:?#[]@!$&'()*+,;=%~-._"


def kind_of_file(path: str) -> MediaKind | None:
    """Return what shows a file, by its extension; None: nothing but a link."""
    return _KINDS.get(PurePosixPath(path).suffix[1:].lower())


def media_html(
    path: str,
    href: str,
    fragment: str,
    alt: str = "",
    width: int | None = None,
    height: int | None = None,
) -> str | None:
    """Return what shows a file of the vault, None where a link has to do.

    `href` is relative and percent-encoded; `fragment` is the embed's subpath without `#`.
    """
    kind = kind_of_file(path)
    label = alt or PurePosixPath(path).name
    if kind is None:
        return None
    if kind is MediaKind.FRAME:
        return _pdf(href, fragment, label, width, height)
    src = f"{href}#{_quoted(fragment)}" if fragment else href
    return _element(kind, src, label, width, height)


def external(
    url: str,
    *,
    kind: MediaKind | None = None,
    alt: str = "",
    width: int | str | None = None,
    height: int | str | None = None,
    load: bool,
) -> str:
    """Return what shows an address of another host: itself (`load`), else a placeholder that holds its link.

    It may stand inside a paragraph. Without `kind` the address tells it; an address that is neither of the
    web nor image data becomes its label.
    """
    address = tidy(url)
    where = kind_of(address)
    if where is AddressKind.IMAGE_DATA:
        return _element(MediaKind.IMAGE, address, alt, width, height)
    if where is not AddressKind.WEB:
        return escape(alt or address)
    address = _with_scheme(address)
    kind, source = _shown_as(address, kind)
    if load:
        return _element(kind, source, alt or _host(address), width, height)
    return _placeholder(kind, address, source, alt, width, height)


def _with_scheme(address: str) -> str:
    if address[0] in "/\\":
        address = "https://" + address.lstrip("/\\")
    return quote(address, safe=_ADDRESS_MARKS)


def _shown_as(address: str, kind: MediaKind | None) -> tuple[MediaKind, str]:
    """Return the kind of an address and where its content comes from: a video's page has a frame's address."""
    if kind in {None, MediaKind.FRAME}:
        frame = frame_address(address)
        if frame is not None:
            return MediaKind.FRAME, frame
    if kind is None:
        path = _split_path(address)
        kind = kind_of_file(path) or MediaKind.IMAGE
    return kind, address


def _placeholder(
    kind: MediaKind,
    address: str,
    source: str,
    alt: str,
    width: int | str | None,
    height: int | str | None,
) -> str:
    given = {"alt": alt, "width": width, "height": height}
    data = "".join(f' data-{name}="{escape(str(value))}"' for name, value in given.items() if value)
    return (
        f'<span class="external-media" data-media="{kind}" data-src="{escape(source)}"{data}>'
        f'<a class="external-link" href="{escape(address)}" rel="noopener">'
        f"{escape(alt or _host(address))}</a></span>"
    )


def _element(
    kind: MediaKind,
    src: str,
    label: str,
    width: int | str | None,
    height: int | str | None,
) -> str:
    source, name = escape(src), escape(label)
    size = _size(width, height)
    if kind is MediaKind.IMAGE:
        return f'<img src="{source}" alt="{name}"{size} loading="lazy">'
    if kind is MediaKind.VIDEO:
        return f'<video src="{source}"{size} controls="" preload="metadata" aria-label="{name}"></video>'
    if kind is MediaKind.AUDIO:
        return f'<audio src="{source}" controls="" preload="metadata" aria-label="{name}"></audio>'
    return f'<iframe src="{source}" title="{name}"{size} loading="lazy" allowfullscreen=""></iframe>'


def _pdf(href: str, fragment: str, label: str, width: int | None, height: int | None) -> str:
    """Return a viewer and a link; `height=400` in the fragment is the viewer's height in pixels."""
    kept = []
    for part in filter(None, fragment.split("&")):
        key, _, value = part.partition("=")
        if key == "height" and value.isdecimal():
            height = height or int(value)
        else:
            kept.append(part)
    src = escape(f"{href}#{_quoted('&'.join(kept))}" if kept else href)
    name = escape(label)
    return (
        f'<iframe class="pdf-embed" src="{src}" title="{name}"{_size(width, height)} loading="lazy"></iframe>'
        f'<a class="pdf-embed-link" href="{src}">{name}</a>'
    )


def _size(width: int | str | None, height: int | str | None) -> str:
    given = {"width": width, "height": height}
    return "".join(f' {name}="{escape(str(value))}"' for name, value in given.items() if value)


def _quoted(fragment: str) -> str:
    return quote(fragment, safe="=&,-._~/:@!$'()*+;?")


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address


def _split_path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""
