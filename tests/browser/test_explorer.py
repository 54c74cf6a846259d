"""The explorer: the tree beside the note, and the drawer that holds it on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.sites import Site

pytestmark = pytest.mark.chromium
Open = Callable[..., Page]


def test_it_opens_at_the_page(harbour: Site, open_page: Open) -> None:
    page = open_page(f"{harbour.address}Boats/Knots/Bowline/")
    here = page.get_by_role("treeitem", name="Bowline")
    expect(here).to_have_attribute("aria-current", "page")
    expect(here).to_be_in_viewport()
    expect(page.get_by_role("treeitem", name="Knots")).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("treeitem", name="Loose")).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("treeitem", name="Tides")).to_have_count(0)


def test_it_opens_at_the_page_of_a_folder(harbour: Site, open_page: Open) -> None:
    page = open_page(f"{harbour.address}Boats/Knots/")
    expect(page.get_by_role("treeitem", name="Knots")).to_have_attribute("aria-current", "page")
    expect(page.get_by_role("treeitem", name="Bowline")).to_be_visible()


def test_folders_open_by_mouse_and_stay_open_on_the_next_page(harbour: Site, open_page: Open) -> None:
    page = open_page(harbour.address)
    page.get_by_role("treeitem", name="Loose").locator(".rw-twisty").click()
    page.get_by_role("treeitem", name="Tides").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tides")
    page.get_by_role("treeitem", name="Ropes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ropes")
    expect(page.get_by_role("treeitem", name="Tides")).to_be_visible()


def test_the_keyboard_walks_it(harbour: Site, open_page: Open) -> None:
    page = open_page(harbour.address)
    page.get_by_role("treeitem", name="The harbour").focus()
    page.keyboard.press("ArrowDown")
    boats = page.get_by_role("treeitem", name="Boats")
    expect(boats).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(boats).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("treeitem", name="Knots")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(boats).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(boats).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("End")
    expect(page.get_by_role("treeitem", name="Ropes")).to_be_focused()
    page.keyboard.press("b")
    expect(boats).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Boats")


def test_the_filter_finds_by_name(harbour: Site, open_page: Open) -> None:
    page = open_page(harbour.address)
    box = page.get_by_role("searchbox", name="Filter")
    box.fill("bow")
    explorer = page.get_by_role("navigation", name="Notes", exact=True)
    expect(explorer.get_by_role("link")).to_have_count(1)
    box.fill("zzz")
    expect(explorer.locator("li")).to_have_text("No note has a name like this.")
    page.keyboard.press("Escape")
    expect(page.get_by_role("tree")).to_be_visible()
    box.fill("bow")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bowline")


def test_a_phone_has_it_in_a_drawer(harbour: Site, open_page: Open) -> None:
    page = open_page(harbour.address, phone=True)
    explorer = page.get_by_role("navigation", name="Notes", exact=True)
    expect(explorer).to_be_hidden()
    page.get_by_role("button", name="Notes", exact=True).tap()
    expect(explorer).to_be_visible()
    page.keyboard.press("Escape")
    expect(explorer).to_be_hidden()
    page.get_by_role("button", name="Notes", exact=True).tap()
    page.get_by_role("treeitem", name="Ropes").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ropes")
    expect(explorer).to_be_hidden()


@pytest.mark.parametrize("path", ["", "Ropes/", "Boats/Knots/Bowline/", "-/tags/", "-/wanted/", "Loose/"])
def test_no_page_is_wider_than_a_phone(harbour: Site, open_page: Open, path: str) -> None:
    page = open_page(harbour.address + path, phone=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
