"""What a reader's browser loads from a site until the first full-text result is there."""

from __future__ import annotations

from pathlib import Path
from shutil import which

from playwright.sync_api import Response, expect, sync_playwright

from ropewalk.strings import strings
from tests.browser.conftest import PATIENCE, SWITCHES
from tests.browser.sites import serve


def bytes_to_result(site: Path, query: str) -> int | None:
    """Return the bytes of what the search asks for on a page that is loaded; None: there is no Chromium."""
    chromium = which("chromium")
    if chromium is None:
        return None
    loaded: list[int] = []

    def note(response: Response) -> None:
        loaded.append(len(response.body()))

    with serve(site) as served, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(SWITCHES))
        page = browser.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(served.address, wait_until="networkidle")
        page.on("response", note)
        page.keyboard.press("Control+k")
        page.get_by_role("combobox").fill(query)
        found_in_text = page.get_by_role("group", name=strings("en")["search_text"])
        expect(found_in_text.get_by_role("option").first).to_be_visible(timeout=PATIENCE)
        page.wait_for_load_state("networkidle")
        browser.close()
    return sum(loaded)
