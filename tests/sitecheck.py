"""What must hold on every page of a built site, whoever wrote its notes.

Used by tests: `check_site(folder)` gives the problems, in the order of pages and of their text.
Also a command: `python tests/sitecheck.py FOLDER`.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"},
)
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "dt"),
        *("figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main"),
        *("nav", "ol", "p", "pre", "section", "summary", "table", "td", "th", "tr", "ul"),
    },
)
_UNREAD = frozenset({"code", "pre", "script", "style", "template", "title"})
_UNREAD_CLASSES = frozenset({"math", "embed-placeholder"})
_LEFTOVERS = ("![[", "[[", "%%", "==")
_ADDRESSES = frozenset({"href", "poster", "src"})
_LEAVING = frozenset({("a", "href"), ("link rel=canonical", "href"), ("link rel=alternate", "href")})
_UNSEEN = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for text that is not looked at."""
_LINK_END = "\N{WORD JOINER}"
"""Stands at the end of a link's text (of `<mark>` in a backlink): there `Note > ^id` is no leftover."""
_SCHEMES = frozenset({"mailto", "obsidian", "tel"})


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something that must not be: on which page, what, and the text it is about."""

    page: str
    """Relative to the site's folder."""
    kind: str
    """`address`, `fragment`, `duplicate id`, `other host`, `leftover` or `block id`."""
    text: str


@dataclass(slots=True)
class _Page:
    path: str
    ids: list[str] = field(default_factory=list)
    addresses: list[tuple[str, str, str]] = field(default_factory=list)
    """Tag, attribute and value."""
    blocks: list[str] = field(default_factory=list)
    """The visible text of each block."""


@dataclass(frozen=True, slots=True)
class _Site:
    base: str
    files: frozenset[str]
    pages: dict[str, _Page]
    meant: tuple[str, ...]


def check_site(folder: Path, base: str = "/", meant: Iterable[str] = ()) -> list[Problem]:
    """Return the problems of all pages of a built site.

    `base` is the path that its root is served at; `meant` are texts that an author wanted to be seen, such
    as `[[x]]` for an escaped link.
    """
    files = frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    pages = {path: read_page(folder, path) for path in sorted(files) if path.endswith(".html")}
    site = _Site(base, files, pages, tuple(meant))
    return [problem for page in pages.values() for problem in _problems(page, site)]


def read_page(folder: Path, path: str) -> _Page:
    """Read what matters here of one page."""
    reader = _Reader(_Page(path))
    reader.feed((folder / path).read_text("utf-8"))
    reader.close()
    reader.end_block()
    return reader.page


class _Reader(HTMLParser):
    def __init__(self, page: _Page) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self._open: list[tuple[str, bool]] = []
        self._block: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in reversed(attrs)}
        if tag in _BLOCKS:
            self.end_block()
        elif tag == "br":
            self._block.append(" ")
        if "id" in attributes:
            self.page.ids.append(attributes["id"])
        name = f"link rel={attributes.get('rel', '')}" if tag == "link" else tag
        given = [(name, key, value) for key, value in attributes.items() if key in _ADDRESSES]
        self.page.addresses.extend(given)
        if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
            self.page.addresses.append((tag, "content", attributes.get("content", "").partition("url=")[2]))
        if tag not in _VOID:
            self._open.append((tag, self._hidden() or _is_unread(tag, attributes)))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_block()
        elif tag in {"a", "mark"}:
            self._block.append(_LINK_END)
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == tag:
                del self._open[index:]
                return

    def handle_data(self, data: str) -> None:
        if not self._hidden():
            self._block.append(data)
        elif data.strip():
            self._block.append(_UNSEEN)

    def end_block(self) -> None:
        """Keep the text read since the last block began or ended."""
        text = " ".join("".join(self._block).split())
        if text.strip(_LINK_END + " "):
            self.page.blocks.append(text)
        self._block = []

    def _hidden(self) -> bool:
        return bool(self._open) and self._open[-1][1]


def _is_unread(tag: str, attributes: dict[str, str]) -> bool:
    return tag in _UNREAD or not _UNREAD_CLASSES.isdisjoint(attributes.get("class", "").split())


def _problems(page: _Page, site: _Site) -> Iterator[Problem]:
    for name, count in Counter(page.ids).items():
        if count > 1:
            yield Problem(page.path, "duplicate id", name)
    for tag, attribute, value in page.addresses:
        kind = _fault(page, (tag, attribute), value, site)
        if kind:
            yield Problem(page.path, kind, value)
    for text in page.blocks:
        rest = text
        for wanted in site.meant:
            rest = rest.replace(wanted, _UNSEEN)
        yield from (Problem(page.path, kind, text.replace(_LINK_END, "")) for kind in _text_faults(rest))


def _fault(page: _Page, where: tuple[str, str], value: str, site: _Site) -> str | None:
    """Return what is wrong with an address, None where nothing is."""
    try:
        split = urlsplit(value)
    except ValueError:
        return "address"
    if split.netloc or split.scheme in {"http", "https"}:
        return None if where in _LEAVING else "other host"
    if split.scheme:
        image_data = where == ("img", "src") and value.startswith("data:image/")
        return None if split.scheme in _SCHEMES or image_data else "address"
    target = _target(page.path, unquote(split.path), site)
    if target is None:
        return "address"
    fragment = unquote(split.fragment)
    if fragment in {"", "top"} or target not in site.pages or fragment in site.pages[target].ids:
        return None
    return "fragment"


def _target(page: str, path: str, site: _Site) -> str | None:
    """Return the file that an address of this host opens, None where there is none."""
    if not path:
        return page
    if path.startswith("/"):
        if not path.startswith(site.base):
            return None
        joined = normpath(path.removeprefix(site.base) or ".")
    else:
        joined = normpath((PurePosixPath(page).parent / path).as_posix())
    if joined in site.files and not path.endswith("/"):
        return joined
    index = normpath(f"{joined}/index.html")
    return index if index in site.files else None


def _text_faults(text: str) -> Iterator[str]:
    """Yield the kinds of what Obsidian's syntax left in a block's text."""
    if any(mark in text for mark in _LEFTOVERS) or "]" in text.partition("[!")[2]:
        yield "leftover"
    name = text.rpartition(" ^")[2] if " ^" in text else text[1:] if text.startswith("^") else ""
    if name and name.isascii() and name.replace("-", "a").isalnum():
        yield "block id"


if __name__ == "__main__":
    found = check_site(Path(sys.argv[1]))
    sys.stdout.writelines(f"{problem.page}: {problem.kind}: {problem.text[:200]}\n" for problem in found)
    sys.exit(1 if found else 0)
