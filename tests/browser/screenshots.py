"""Takes a picture of each page type in both themes, on a desk and on a phone: `make screenshots`.

One more is README's, `screenshot.png` beside it.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, Route, ViewportSize, sync_playwright

from tests.browser.conftest import DESK, PHONE, SWITCHES
from tests.browser.sites import ROOT, built, serve
from tests.conftest import browser

FOLDER = Path(__file__).with_name("screenshots")
README = ROOT / "screenshot.png"
PUBLIC = "https://pods.example/"
"""What the site is called in README's picture; it names its own address."""
PAGES = {
    "home": "",
    "note": "Pods/Isolation/Network-namespace/",
    "syntax": "Ropewalk/Syntax-supported/",
    "embeds": "Ropewalk/Embeds/",
    "folder": "Pods/Isolation/",
    "tag": "-/tags/isolation/",
    "tags": "-/tags/",
    "wanted": "-/wanted/",
    "graph": "-/graph/",
    "recent": "-/recent/",
    "missing": "Pods/Sidecar/",
}


def search(page: Page) -> None:
    """Open the dialog with results in it."""
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("network namespace")
    page.locator(".rw-search-excerpt").first.wait_for()


def drawer(page: Page) -> None:
    """Open the explorer of a phone."""
    page.locator(".rw-menu-button").click()
    page.get_by_role("tree").wait_for()


def take(chrome: Browser, address: str, name: str, do: Callable[[Page], None] | None = None) -> None:
    """Take the pictures of one page, whole, or as far as the window goes where something is opened."""
    for theme in ("light", "dark"):
        for width, viewport in (("desk", DESK), ("phone", PHONE)):
            if do is drawer and width == "desk":
                continue
            context = chrome.new_context(
                viewport=viewport, color_scheme="dark" if theme == "dark" else "light", locale="en"
            )
            page = context.new_page()
            page.goto(address, wait_until="networkidle")
            if do:
                do(page)
            page.screenshot(path=FOLDER / f"{name}-{theme}-{width}.png", full_page=do is None)
            context.close()


def take_for_readme(chrome: Browser, address: str) -> None:
    """Take README's picture: a note, as far as its manifest's card goes."""

    def from_here(route: Route) -> None:
        route.fulfill(response=route.fetch(url=address + route.request.url.removeprefix(PUBLIC)))

    viewport = ViewportSize(width=1360, height=900)
    context = chrome.new_context(viewport=viewport, color_scheme="light", locale="en")
    page = context.new_page()
    page.route(f"{PUBLIC}**", from_here)
    page.goto(PUBLIC + PAGES["note"], wait_until="networkidle")
    page.screenshot(path=README)
    context.close()


def main(names: list[str]) -> None:
    """Build this project's notes and take the pictures named, or all."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(built(".", Path(folder))) as site,
        sync_playwright() as playwright,
    ):
        chrome = playwright.chromium.launch(executable_path=browser(), args=SWITCHES)
        for name, path in PAGES.items():
            if not names or name in names:
                take(chrome, site.address + path, name)
        for name, do in (("search", search), ("drawer", drawer)):
            if not names or name in names:
                take(chrome, site.address, name, do)
        if not names or "readme" in names:
            take_for_readme(chrome, site.address)
        chrome.close()
    sys.stdout.write(f"The pictures are in {FOLDER}.\n")


if __name__ == "__main__":
    main(sys.argv[1:])
