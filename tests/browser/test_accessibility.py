"""No page type has what axe-core calls a violation of WCAG 2.2 AA, in both themes, also on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect

from tests.browser.screenshots import PAGES as OWN
from tests.browser.sites import Site

pytestmark = pytest.mark.chromium
Open = Callable[..., Page]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
CHECK = """async () => (await axe.run({ resultTypes: ["violations"] })).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html + node.failureSummary).join("; ")}`)"""
PAGES = {
    "home": "",
    "note": "Ropes/",
    "note below folders": "Boats/Knots/Bowline/",
    "note from right to left": "%E8%A8%80%E8%AA%9E/%D7%97%D7%91%D7%9C%D7%99%D7%9D/",
    "folder": "Loose/",
    "tag": "-/tags/rope/",
    "tags": "-/tags/",
    "wanted": "-/wanted/",
    "recent": "-/recent/",
    "not found": "no/such/page",
}


def violations(page: Page) -> list[str]:
    """Return what axe-core finds on a page as it is now."""
    page.evaluate(AXE)
    found: list[str] = page.evaluate(CHECK)
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_pages(harbour: Site, open_page: Open, path: str, theme: str) -> None:
    page = open_page(harbour.address + path, theme=theme)
    if path:
        page.get_by_role("tree").wait_for()
    for callout in page.locator("details").all():
        callout.evaluate("node => { node.open = true; }")
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert violations(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_search_dialog_and_the_drawer(harbour: Site, open_page: Open, theme: str) -> None:
    page = open_page(harbour.address, theme=theme, phone=True)
    page.get_by_role("button", name="Notes", exact=True).tap()
    page.get_by_role("tree").wait_for()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Search notes").tap()
    page.get_by_role("combobox").fill("rope")
    expect(page.get_by_role("status").last).to_contain_text("results")
    assert violations(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", [*OWN.values(), "rules/Containers/"], ids=[*OWN, "rule"])
def test_pages_of_this_project(notes: Site, open_page: Open, path: str, theme: str) -> None:
    page = open_page(notes.address + path, theme=theme)
    if path:
        page.get_by_role("tree").wait_for()
    for fold in page.locator("details").all():
        fold.evaluate("node => { node.open = true; }")
    assert violations(page) == []
    page.set_viewport_size({"width": 360, "height": 800})
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
