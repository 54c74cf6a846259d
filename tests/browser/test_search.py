"""Search as a reader uses it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.sites import Site

pytestmark = pytest.mark.chromium
Open = Callable[..., Page]


def search(page: Page, query: str) -> None:
    """Open the dialog and type."""
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill(query)


FOUND = {
    "bowl": "Bowline",  # the beginning of a title
    "king of knots": "Bowline",  # an alias
    "bowlien": "Bowline",  # a slip of the fingers
    "rabbit": "Bowline",  # only in the text
    "網路": "港口",  # a heading
    "漁船": "港口",
    "名前空間": "縄",
    "確かめる": "縄",
    "항구": "밧줄",
    "부두에서": "밧줄",
    "בנמל": "חבלים",
}


def test_what_is_typed_is_found(harbour: Site, open_page: Open) -> None:
    page = open_page(harbour.address)
    for query, title in FOUND.items():
        search(page, "")
        expect(page.get_by_role("option")).to_have_count(0)
        search(page, query)
        expect(page.get_by_role("option", name=title).first).to_be_visible()
        expect(page.get_by_role("status").last).to_contain_text("result")


@pytest.mark.parametrize("query", ["漁船", "確かめる", "부두에서", "rabbit"])
def test_enter_opens_what_was_found(harbour: Site, open_page: Open, query: str) -> None:
    page = open_page(harbour.address)
    search(page, query)
    expect(page.get_by_role("option", name=FOUND[query]).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile(f"^{re.escape(FOUND[query])} · "))


def test_a_tag_narrows(harbour: Site, open_page: Open) -> None:
    page = open_page(harbour.address)
    search(page, "#rope")
    expect(page.get_by_role("option").first).to_contain_text("#rope")
    expect(page.get_by_role("option").first).to_contain_text("2 notes")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox")).to_have_value("#rope ")
    expect(page.get_by_role("option")).to_have_text(["Bowline Boats / Knots", "Ropes"])
    page.get_by_role("combobox").press_sequentially("jams")
    expect(page.get_by_role("option", name="What it is for")).to_be_visible()


def test_before_anything_is_typed_tags_are_offered(harbour: Site, open_page: Open) -> None:
    page = open_page(harbour.address)
    page.keyboard.press("/")
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("placeholder", "Type a name, a word or a #tag.")
    page.get_by_role("dialog").get_by_role("button", name="#harbour").click()
    expect(box).to_have_value("#harbour ")
    expect(box).to_be_focused()
    expect(page.get_by_role("option", name="The harbour")).to_be_visible()
    box.fill("")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(page.get_by_role("dialog").get_by_role("button", name="#harbour")).to_be_visible()


def test_a_section_is_found_and_opened(harbour: Site, open_page: Open) -> None:
    page = open_page(harbour.address)
    search(page, "jams")
    page.get_by_role("option", name="What it is for").click()
    page.wait_for_url("**/Boats/Knots/Bowline/#what-it-is-for")


def test_keys_open_choose_and_close(harbour: Site, open_page: Open) -> None:
    page = open_page(harbour.address)
    page.keyboard.press("/")
    box = page.get_by_role("combobox")
    expect(box).to_be_focused()
    box.fill("rope")
    options = page.get_by_role("option")
    expect(page.get_by_role("status").last).to_contain_text("results")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_role("button", name="Search notes").click()
    expect(box).to_be_focused()


def test_nothing_found_is_said(harbour: Site, open_page: Open) -> None:
    page = open_page(harbour.address)
    search(page, "xylophone")
    expect(page.get_by_text("Nothing found for “xylophone”.").first).to_be_visible()


def test_a_slash_in_a_field_is_a_slash(harbour: Site, open_page: Open) -> None:
    page = open_page(harbour.address)
    page.get_by_role("searchbox", name="Filter").press_sequentially("a/b")
    expect(page.get_by_role("searchbox", name="Filter")).to_have_value("a/b")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_page_opened_as_a_file_finds_names_and_says_what_more_needs(harbour: Site, open_page: Open) -> None:
    page = open_page((harbour.folder / "index.html").as_uri())
    search(page, "rope")
    expect(page.get_by_role("option", name="Ropes").first).to_be_visible()
    expect(page.get_by_text("Full text needs a web server")).to_be_visible()
    page.get_by_role("option", name="Ropes").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ropes")


def test_the_notes_of_this_project_are_found(notes: Site, open_page: Open) -> None:
    page = open_page(notes.address)
    search(page, "loopback")
    expect(page.get_by_role("option", name="Loopback").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Loopback")
