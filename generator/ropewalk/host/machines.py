"""What the site tells programs: Markdown copies, `llms.txt`, feeds, redirects and `robots.txt`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from heapq import nlargest
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from ropewalk.host.page import ArticlePage
from ropewalk.manifest_files import manifest_files
from ropewalk.model.article import Article
from ropewalk.model.linked import LinkedVault
from ropewalk.paths import GENERATED
from ropewalk.views.feed import NEWEST, Entry, Feed, json_feed, newest, rss
from ropewalk.views.llms import llms_txt
from ropewalk.views.markdown_copy import copy_url, markdown_copy
from ropewalk.views.redirects import redirects

if TYPE_CHECKING:
    from mkdocs.structure.files import File

    from ropewalk.host.pages import Pages

RSS: Final = f"{GENERATED}/feed.xml"
JSON_FEED: Final = f"{GENERATED}/feed.json"


def machine_files(pages: Pages, robots: str | None) -> Iterator[tuple[str, str]]:
    """Yield the name of each file and what is in it."""
    for path in _articles(pages.made):
        yield from files_of(pages, path)
    yield from site_files(pages, robots)


def files_of(pages: Pages, path: str) -> Iterator[tuple[str, str]]:
    """Yield the files that belong to one note."""
    note = pages.site.linked.notes[path]
    yield copy_url(note.url), markdown_copy(pages.site.linked, note)
    yield from manifest_files(note)


def site_files(pages: Pages, robots: str | None) -> Iterator[tuple[str, str]]:
    """Yield the files that tell of all notes."""
    config = pages.config
    articles = _articles(pages.made)
    base = f"{config.site_url.rstrip('/')}/" if config.site_url else ""
    notes = pages.site.linked.notes
    described = ((notes[path], article.description) for path, article in articles.items())
    lines = pages.kept.lines
    yield "llms.txt", llms_txt(config.site_name, config.site_description or "", described, base, lines)
    if base:
        feed = _feed(pages, articles, base)
        yield RSS, rss(feed, base + RSS)
        yield JSON_FEED, json_feed(feed, base + JSON_FEED)
    if robots:
        yield "robots.txt", robots_txt(robots, base)


def write_files(site_dir: Path, files: Iterable[tuple[str, str]]) -> None:
    """Write files that the vault itself does not have under the same name."""
    folder = str(site_dir)
    for name, text in files:
        file = f"{folder}/{name}"
        try:
            _write_new(file, text)
        except FileNotFoundError:
            Path(file).parent.mkdir(parents=True)
            _write_new(file, text)


def _write_new(file: str, text: str) -> None:
    # A Path for each of many files costs more than writing them.
    with suppress(FileExistsError), open(file, "xb", buffering=0) as opened:  # noqa: PTH123
        opened.write(text.encode())


def redirect_files(site_dir: Path, vault: LinkedVault, *, directory_urls: bool) -> Iterator[tuple[str, str]]:
    """Yield the pages that lead from old addresses to notes, where the site has no page of its own."""
    taken = (file.relative_to(site_dir).as_posix() for file in site_dir.rglob("*") if file.is_file())
    yield from redirects(vault, taken, directory_urls=directory_urls).items()


def robots_txt(robots: str, base: str) -> str:
    """Return what crawlers are told: `allow` or `disallow`, and where the list of pages is."""
    rule = "Disallow: /" if robots == "disallow" else "Allow: /"
    listed = f"Sitemap: {base}sitemap.xml\n" if base and robots != "disallow" else ""
    return f"User-agent: *\n{rule}\n{listed}"


def _articles(files: Iterable[File]) -> dict[str, Article]:
    """Return what the pages of the notes show, by path."""
    made = ((file.src_uri, file.page) for file in files)
    return {path: page.article for path, page in made if isinstance(page, ArticlePage) and page.article}


def _feed(pages: Pages, articles: Mapping[str, Article], base: str) -> Feed:
    written = {path: article.created for path, article in articles.items() if article.created is not None}
    earliest = min(nlargest(NEWEST, written.values()), default=None)
    entries = [
        _entry(base, pages.site.linked.notes[path].url, articles[path], time)
        for path, time in written.items()
        if earliest is None or time >= earliest
    ]
    return Feed(
        title=pages.config.site_name,
        about=pages.config.site_description or "",
        language=pages.site.options.language,
        home=base,
        entries=newest(entries),
    )


def _entry(base: str, url: str, article: Article, written: datetime) -> Entry:
    about = " ".join(article.description.split())
    return Entry(title=article.title, url=base + quote(url), about=about, written=written)
