"""The keys of a page: what each does, and how they are switched off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.sites import Site
from tests.browser.test_accessibility import violations

pytestmark = pytest.mark.chromium
Open = Callable[..., Page]


def test_keys_lead_to_the_notes_before_and_after(harbour: Site, open_page: Open) -> None:
    page = open_page(f"{harbour.address}Boats/Knots/Bowline/")
    after = page.locator('.rw-neighbours [rel="next"]').get_attribute("href")
    assert after is not None
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Bowline")
    page.keyboard.press("p")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bowline")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_all_are_listed_and_can_be_switched_off(harbour: Site, open_page: Open, theme: str) -> None:
    page = open_page(harbour.address, theme=theme)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog.locator("kbd")).to_have_text(["/", "p", "n", "g", "t", "?"])
    assert violations(page) == []
    dialog.get_by_role("checkbox").uncheck()
    dialog.get_by_role("button", name="Close").click()
    page.keyboard.press("g")
    page.keyboard.press("/")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.reload()
    page.keyboard.press("g")
    expect(page.get_by_role("heading", level=1)).to_have_text("The harbour")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox")).to_be_focused()
