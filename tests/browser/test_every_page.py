"""Every page of whole sites: no error on the console, nothing asked of another host, nothing missing."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from tests.browser.sites import Site

pytestmark = pytest.mark.chromium
Open = Callable[..., Page]


def visit_all(site: Site, page: Page) -> int:
    """Visit each page that sends nobody on; `open_page` holds what must not happen there."""
    files = (path for path in site.folder.rglob("*.html") if b'http-equiv="refresh"' not in path.read_bytes())
    paths = sorted(path.relative_to(site.folder).as_posix() for path in files)
    for path in paths:
        page.goto(site.address + quote(path.removesuffix("index.html")), wait_until="domcontentloaded")
    return len(paths)


def test_of_this_project(notes: Site, open_page: Open) -> None:
    assert visit_all(notes, open_page(notes.address)) > 40


def test_of_the_small_vault(harbour: Site, open_page: Open) -> None:
    assert visit_all(harbour, open_page(harbour.address)) > 10


@pytest.mark.shared
def test_of_the_help_vault(helped: Site, open_page: Open) -> None:
    # On a phone, where no page draws the explorer: its tree is the same on each of them.
    assert visit_all(helped, open_page(helped.address, phone=True)) > 173
