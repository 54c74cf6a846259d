"""Images, players and frames: of other hosts behind a click, of the vault by the kind of the file."""

from __future__ import annotations

from dataclasses import dataclass
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
    **dict.fromkeys(("avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "webp"), MediaKind.IMAGE),
    **dict.fromkeys(("mkv", "mov", "mp4", "ogv", "webm"), MediaKind.VIDEO),
    **dict.fromkeys(("3gp", "flac", "m4a", "mp3", "ogg", "wav"), MediaKind.AUDIO),
    "pdf": MediaKind.FRAME,
}
"""Obsidian help, "Accepted file formats"."""
_HEIGHT_DIGITS = 5
_ADDRESS_MARKS = "/:?#[]@!$&'()*+,;=%~-._"


def kind_of_file(path: str) -> MediaKind | None:
    """Return what shows a file, by its extension; None: nothing but a link."""
    return _KINDS.get(PurePosixPath(path).suffix[1:].lower())


def needs_obsidian(path: str) -> bool:
    """Whether only Obsidian can draw a file: a canvas, a base."""
    return path.lower().endswith((".base", ".canvas"))


@dataclass(frozen=True, slots=True)
class _Shown:
    """What an element needs to know."""

    kind: MediaKind
    src: str
    label: str
    width: int | str | None
    height: int | str | None


def media_html(  # noqa: PLR0913 (one for each part of an embed)
    path: str,
    href: str,
    fragment: str,
    *,
    alt: str = "",
    width: int | None = None,
    height: int | None = None,
    in_link: bool = False,
) -> str | None:
    """Return what shows a file of the vault, None where a link has to do.

    `href` is relative and percent-encoded; `fragment` is the embed's subpath without `#`.
    `in_link`: there is a link around it, so it can't bring one of its own.
    """
    kind = kind_of_file(path)
    if kind is None:
        return None
    label = alt or PurePosixPath(path).name
    if kind is MediaKind.FRAME:
        fragment, given = _without_height(fragment)
        height = height or given
    src = f"{href}#{quote(fragment, safe=_ADDRESS_MARKS)}" if fragment else href
    shown = _Shown(kind, src, label, width, height)
    return _pdf(shown, in_link=in_link) if kind is MediaKind.FRAME else _element(shown)


def external(  # noqa: PLR0913 (one for each part of an embed)
    url: str,
    *,
    kind: MediaKind | None = None,
    alt: str = "",
    width: int | str | None = None,
    height: int | str | None = None,
    load: bool,
    in_link: bool = False,
) -> str:
    """Return what shows an address of another host: itself (`load`), else a placeholder that holds its link.

    It may stand inside a paragraph; within a link (`in_link`) a placeholder can't, there it is the label.
    Without `kind` the address tells it; an address that is neither of the web nor image data becomes its
    label.
    """
    address = tidy(url)
    where = kind_of(address)
    if where is AddressKind.IMAGE_DATA:
        return _element(_Shown(MediaKind.IMAGE, address, alt, width, height))
    if where is not AddressKind.WEB:
        return escape(alt or address)
    address = _absolute(address)
    kind, src = _source(address, kind)
    shown = _Shown(kind, src, alt or _host(address), width, height)
    if load:
        return _element(shown)
    return escape(shown.label, quote=False) if in_link else _placeholder(shown, address)


def _absolute(address: str) -> str:
    if address[0] in "/\\":
        address = "https://" + address.lstrip("/\\")
    return quote(address, safe=_ADDRESS_MARKS)


def _source(address: str, kind: MediaKind | None) -> tuple[MediaKind, str]:
    """Return the kind of an address and where its content comes from: for a video's page a frame."""
    if kind in {None, MediaKind.FRAME}:
        frame = frame_address(address)
        if frame is not None:
            return MediaKind.FRAME, frame
    return kind or kind_of_file(_path(address)) or MediaKind.IMAGE, address


def _placeholder(shown: _Shown, address: str) -> str:
    label = escape(shown.label)
    return (
        f'<span class="external-media" data-media="{shown.kind}" data-src="{escape(shown.src)}"'
        f"{_size(shown, 'data-')}>"
        f'<a class="external-link" href="{escape(address)}" rel="noopener">{label}</a></span>'
    )


def _element(shown: _Shown) -> str:
    src, label, size = escape(shown.src), escape(shown.label), _size(shown)
    match shown.kind:
        case MediaKind.IMAGE:
            return f'<img src="{src}" alt="{label}"{size} loading="lazy">'
        case MediaKind.VIDEO:
            return f'<video src="{src}"{size} controls="" preload="metadata" aria-label="{label}"></video>'
        case MediaKind.AUDIO:
            return f'<audio src="{src}" controls="" preload="metadata" aria-label="{label}"></audio>'
        case MediaKind.FRAME:
            return f'<iframe src="{src}" title="{label}"{size} loading="lazy" allowfullscreen=""></iframe>'


def _pdf(shown: _Shown, *, in_link: bool) -> str:
    src, label = escape(shown.src), escape(shown.label)
    frame = f'<iframe class="pdf-embed" src="{src}" title="{label}"{_size(shown)} loading="lazy"></iframe>'
    return frame if in_link else f'{frame}<a class="pdf-embed-link" href="{src}">{label}</a>'


def _without_height(fragment: str) -> tuple[str, int | None]:
    """Take `height=400`, the viewer's height in pixels, out of a fragment such as `page=3&height=400`."""
    height, kept = None, []
    for part in fragment.split("&"):
        key, _, value = part.partition("=")
        if key == "height" and value.isascii() and value.isdecimal():
            height = int(value[:_HEIGHT_DIGITS])
        elif part:
            kept.append(part)
    return "&".join(kept), height


def _size(shown: _Shown, prefix: str = "") -> str:
    given = {"width": shown.width, "height": shown.height}
    return "".join(f' {prefix}{name}="{escape(str(value))}"' for name, value in given.items() if value)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""
