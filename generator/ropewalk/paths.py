"""Site addresses: from a path in the vault to a URL, from there to a file, and from page to page.

A URL here is relative to the site and not percent-encoded: `Folder/My-Note/`; only `href` encodes.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final
from urllib.parse import quote

from ropewalk.segment import clean, digest

GENERATED: Final = "-"
"""The top folder of the pages nobody wrote: cleaning trims `-`, so no note can take it."""

INDEX: Final = "index.html"
LONGEST_PERMALINK: Final = 800
"""Bytes; the least that systems allow for a whole path is 1,024."""
_PATH_SAFE: Final = "!$,=@~:"
_FRAGMENT_SAFE: Final = "!$,;=@~:/?"
_ASCII_ID: Final = {
    ord(char): "-" if char.isspace() else char if char.isalnum() or char in "-_" else None
    for char in map(chr, range(128))
}
"""What becomes of a character in the id of a heading."""


def note_url(
    path: str,
    *,
    permalink: str | None = None,
    directory_urls: bool = True,
    readme_is_index: bool = False,
) -> str:
    """Return the address of the note at `path`.

    `index.md` is its folder's page; so is `README.md` with `readme_is_index`, which the caller sets
    where the folder has no `index.md`. A permalink that `clean_permalink` refuses is ignored.
    """
    wanted = clean_permalink(permalink) if permalink is not None else None
    if wanted is not None:
        return _permalink_url(wanted, directory_urls=directory_urls)
    folder, _, name = path.rpartition("/")
    stem = name[:-3] if name.lower().endswith(".md") else name
    if stem.lower() == "index" or (readme_is_index and stem.lower() == "readme"):
        return folder_url(folder, directory_urls=directory_urls)
    return _page("/".join([*_segments(folder), clean(stem)]), directory_urls=directory_urls)


def clean_permalink(text: str) -> str | None:
    """Return the permalink as a path without `/` at its ends; None: not a path within the site.

    The empty string is the home page. Each segment is cleaned as a note's name is. What file systems
    have no room for is no path either.
    """
    path = text.strip().strip("/")
    segments = path.split("/") if path else []
    first = segments[0] if segments else ""
    if ".." in segments or ":" in first or text.strip().startswith("//"):
        return None
    cleaned = [clean(segment, fallback="") for segment in segments]
    joined = "/".join(cleaned)
    return None if "" in cleaned or len(joined.encode()) > LONGEST_PERMALINK else joined


def file_url(path: str) -> str:
    """Return the address of an attachment: its path, moved aside where generated pages live."""
    return f"{GENERATED}/files/{path}" if path.startswith(f"{GENERATED}/") else path


def folder_url(folder: str, *, directory_urls: bool = True) -> str:
    """Return the address of a folder's page; the vault's root is `/` or the empty string."""
    url = "".join(f"{segment}/" for segment in _segments(folder))
    return url if directory_urls else url + INDEX


def tag_url(tag: str, *, directory_urls: bool = True) -> str:
    """Return the address of a tag's page, the same for every casing; of '' the page of all tags."""
    name = unicodedata.normalize("NFC", tag).lower()
    if not name:
        return generated_url("tags", directory_urls=directory_urls, index=True)
    parts = "/".join(_tag_segment(part) for part in name.split("/"))
    return generated_url(f"tags/{parts}", directory_urls=directory_urls)


def generated_url(name: str, *, directory_urls: bool = True, index: bool = False) -> str:
    """Return the address of a page nobody wrote; `index`: it is the page of a folder of such pages."""
    if index:
        return f"{GENERATED}/{name}/" + ("" if directory_urls else INDEX)
    return _page(f"{GENERATED}/{name}", directory_urls=directory_urls)


def manifest_url(url: str, name: str, form: str) -> str:
    """Return the address of a manifest in the note at `url`, as a file of the form `yaml` or `json`."""
    page = url.removesuffix(".html").strip("/") or "index"
    return f"manifests/{page}/{name}.{form}"


def dest_path(url: str) -> str:
    """Return the file, relative to the site's folder, that a server reads for `url`."""
    return url + INDEX if not url or url.endswith("/") else url


def href(from_url: str, to_url: str, fragment: str = "") -> str:
    """Return the shortest percent-encoded reference to `to_url` that works on the page `from_url`.

    A page that is a file (`a/b.html`) may be opened without a server, so from there a folder is
    named by its `index.html`.
    """
    anchor = _anchor(fragment) if fragment else ""
    if from_url == to_url and anchor:
        return anchor
    to = _encoded(to_url)
    for folder, up in _ways_up(from_url):
        if to.startswith(folder):
            path = up + to[len(folder) :]
            break
    if (not to or to[-1] == "/") and from_url.endswith(".html"):
        path += INDEX
    if not path or (":" in path and ":" in path.partition("/")[0]):
        path = f"./{path}"
    return path + anchor


@lru_cache(maxsize=1 << 10)
def _ways_up(url: str) -> tuple[tuple[str, str], ...]:
    """Return the encoded folder of an address and those above it, each with the way to it."""
    encoded = _encoded(url)
    ways = [(encoded[: encoded.rfind("/") + 1], "")]
    while ways[-1][0]:
        folder, up = ways[-1]
        ways.append((folder[: folder.rfind("/", 0, -1) + 1], f"../{up}"))
    return tuple(ways)


@lru_cache(maxsize=1 << 12)
def _anchor(fragment: str) -> str:
    return f"#{quote(fragment, safe=_FRAGMENT_SAFE)}"


@lru_cache(maxsize=1 << 16)
def _encoded(url: str) -> str:
    """Return an address percent-encoded; each is asked for by its siblings and by all who link to it."""
    return quote(url, safe=f"/{_PATH_SAFE}")


def heading_id(text: str) -> str:
    """Return the id of a heading, as GitHub makes it: `What's new?` gives `whats-new`.

    Letters, marks and digits of every script stay. `rw-` is the theme's own prefix.
    """
    if text.isascii():
        return _own(text.strip().lower().translate(_ASCII_ID))
    kept: list[str] = []
    for char in unicodedata.normalize("NFC", text).strip().lower():
        if char.isspace():
            kept.append("-")
        elif char in "-_" or unicodedata.category(char)[0] in "LMN":
            kept.append(char)
    return _own(unicodedata.normalize("NFC", "".join(kept)))


def _own(found: str) -> str:
    """Return an id that is not empty and not the theme's."""
    if not found.strip("-"):
        return "section"
    return f"section-{found}" if found.startswith("rw-") else found


def unique(wanted: str, taken: dict[str, int]) -> str:
    """Return `wanted`, or with the first free number from `-1` on, and note it in `taken`.

    `taken` holds every id in use with the last number tried for it.
    """
    number = taken.get(wanted, 0)
    found = wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    taken[wanted] = number
    taken.setdefault(found, 0)
    return found


def _segments(folder: str) -> list[str]:
    return [clean(segment) for segment in folder.split("/") if segment]


def _page(path: str, *, directory_urls: bool) -> str:
    return f"{path}/" if directory_urls else f"{path}.html"


def _permalink_url(path: str, *, directory_urls: bool) -> str:
    """Keep a permalink to a `.html` file as it is, unless it names a folder's page."""
    folder, _, name = path.rpartition("/")
    if name in {"", INDEX}:
        return folder_url(folder, directory_urls=directory_urls)
    return path if name.endswith(".html") else _page(path, directory_urls=directory_urls)


def _tag_segment(part: str) -> str:
    """Clean a part of a tag; a digest keeps two tags apart that cleaning would make one."""
    cleaned = clean(part, fallback="tag")
    return part if cleaned == part != "index" else f"{cleaned}-{digest(part)}"
