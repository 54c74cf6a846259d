"""A site whose addresses name files (`use_directory_urls: false`), in the browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.sites import serve
from tests.ropewalk.host.hosting import harbour

pytestmark = pytest.mark.chromium
Open = Callable[..., Page]


def test_search_explorer_and_links_lead_to_the_files(tmp_path: Path, open_page: Open) -> None:
    folder = harbour(tmp_path).build(use_directory_urls=False, plugins=["ropewalk"])
    with serve(folder) as site:
        page = open_page(site.address)
        page.get_by_role("main").get_by_role("link", name="the bowline").click()
        page.wait_for_url("**/Boats/Knots/Bowline.html")
        expect(page.get_by_role("treeitem", name="Bowline")).to_have_attribute("aria-current", "page")
        page.get_by_role("treeitem", name="Ropes").click()
        page.wait_for_url("**/Ropes.html")
        page.keyboard.press("Control+k")
        page.get_by_role("combobox").fill("rabbit")
        page.get_by_role("option", name="How to tie it").first.click()
        page.wait_for_url("**/Boats/Knots/Bowline.html#how-to-tie-it")
        page.goto("about:blank")  # nothing is under way when the server ends
