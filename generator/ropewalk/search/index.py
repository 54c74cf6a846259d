"""The full-text index of the published pages, made by Pagefind from their finished articles."""

from __future__ import annotations

import marshal
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from html import escape
from importlib.metadata import version
from pathlib import Path

from ropewalk.cache import Cache, key_of
from ropewalk.search.canonical import canonical
from ropewalk.search.pagefind import PACKAGE, Pagefind, SearchError, running

SEGMENTED = "cjk"
"""Folder beside the main index, there only where pages hold Chinese or Japanese text."""

_UNSPACED = ("zh", "ja")
_PART = 500
"""Files that the cache holds as one."""
_UNUSED = ("pagefind-component-ui", "pagefind-highlight", "pagefind-modular-ui", "pagefind-ui")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """A page to be found."""

    url: str
    """Relative to the site, not percent-encoded, as `LinkedNote.url`."""
    title: str
    html: str
    """The article without the site's frame; each heading with an id becomes a result of its own."""
    tags: tuple[str, ...] = ()
    """Without `#`; `a/b` counts for `a` too."""
    language: str = ""
    """The note's own; '' is the site's."""


def index(pages: Iterable[SearchPage], out: Path, *, language: str) -> None:
    """Replace the folder `out` by an index of all pages, as text in `language` (a BCP 47 tag).

    Chinese and Japanese put no spaces between words, and Pagefind cuts such text only in an index of one of
    these languages. Pages with such text therefore stand in a second index as well, in `out/cjk/`: a reader
    whose query holds Han or Kana searches that one if it is there. Where `language` is one of the two, the
    first index does it all. The filter `tag` holds each tag in lower case.

    Without any page there is no language in the index, and asking it fails. Raises SearchError; `out` is then
    missing or incomplete.
    """
    shutil.rmtree(out, ignore_errors=True)
    _write(_made(pages, language), out)


def kept_index(pages: Sequence[SearchPage], out: Path, *, language: str, cache: Cache, name: str) -> None:
    """As `index`, but taken from the cache if the last index of this `name` there was made of the same."""
    asked_of = _asked_of(pages, language)
    shutil.rmtree(out, ignore_errors=True)
    if _take(cache, name, asked_of, out):
        return
    shutil.rmtree(out, ignore_errors=True)
    files = _made(pages, language)
    _write(files, out)
    _keep(cache, name, asked_of, files)


def _keep(cache: Cache, name: str, asked_of: bytes, files: dict[str, bytes]) -> None:
    """Put an index into the cache part by part: it is large, and its files are in memory already."""
    head, paths = key_of("index", name), list(files)
    cache.put({head: b""})
    parts = [paths[start : start + _PART] for start in range(0, len(paths), _PART)]
    for number, part in enumerate(parts):
        cache.put({key_of("index", name, str(number)): marshal.dumps({path: files[path] for path in part})})
    cache.put({head: asked_of + marshal.dumps(len(parts))})


def _take(cache: Cache, name: str, asked_of: bytes, out: Path) -> bool:
    """Write the index of this name from the cache; return whether it was made of the same and is whole."""
    heads: list[bytes] = []
    cache.get([key_of("index", name)], lambda _key, content: heads.append(content))
    if not heads or not heads[0].startswith(asked_of):
        return False
    keys = {key_of("index", name, str(number)) for number in range(marshal.loads(heads[0][len(asked_of) :]))}  # noqa: S302  the user's own cache

    def write(key: bytes, content: bytes) -> None:
        _write(marshal.loads(content), out)  # noqa: S302  as above
        keys.discard(key)

    cache.get(list(keys), write)
    return not keys


def _asked_of(pages: Iterable[SearchPage], language: str) -> bytes:
    """Return a digest of all that an index is made of."""
    state = blake2b(key_of("index", language, version(PACKAGE)))
    for page in pages:
        state.update(f"{page.url}\0{page.language}\0{_document(page, language)}\0".encode("utf-8", "replace"))
    return state.digest()


def _made(pages: Iterable[SearchPage], language: str) -> dict[str, bytes]:
    """Return the files of an index, and of the second one where it is needed."""
    cut: list[SearchPage] = []
    with running(language) as pagefind:
        for page in pages:
            pagefind.add(page.url or "/", _document(page, language))
            if _needs_cutting(page) and not _is_unspaced(language):
                cut.append(page)
        files = _files(pagefind)
    if cut:
        with running("zh") as pagefind:
            for page in cut:
                pagefind.add(page.url or "/", _document(page, "zh"))
            files |= {f"{SEGMENTED}/{path}": content for path, content in _files(pagefind).items()}
    return files


def _document(page: SearchPage, language: str) -> str:
    title = escape(page.title)
    filters = "".join(
        f'<meta data-pagefind-filter="tag[content]" content="{escape(tag)}">' for tag in _tags(page)
    )
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8"><title>{title}</title>'
        f'{filters}</head><body data-pagefind-body><h1 data-pagefind-meta="title">{title}</h1>'
        f"{page.html}</body></html>"
    )


def _tags(page: SearchPage) -> list[str]:
    """Return the tags and those above them, in lower case, each once."""
    parts = [tag.lower().split("/") for tag in page.tags]
    return list(dict.fromkeys("/".join(part[: depth + 1]) for part in parts for depth in range(len(part))))


def _is_unspaced(language: str) -> bool:
    return language.lower().split("-")[0] in _UNSPACED


def _needs_cutting(page: SearchPage) -> bool:
    return _is_unspaced(page.language) or _has_unspaced(page.title) or _has_unspaced(page.html)


def _has_unspaced(text: str) -> bool:
    """Return whether the text holds Kana or Han, the rare Han of the planes 2 and 3 included."""
    letters = set(text)
    return any("\u3040" <= letter <= "\u9fff" or "\U00020000" <= letter <= "\U0003ffff" for letter in letters)


def _files(pagefind: Pagefind) -> dict[str, bytes]:
    """Return the index without Pagefind's own user interfaces, in the same bytes each time."""
    made = canonical(pagefind.files())
    return {path: content for path, content in made.items() if not path.startswith(_UNUSED)}


def _write(files: Mapping[str, bytes], out: Path) -> None:
    for path, content in files.items():
        file = out / path
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        except OSError as error:
            raise SearchError(f"the search index can't be written: {error}") from error
