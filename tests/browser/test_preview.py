"""Previews of links: by hover and by focus, of notes, sections and blocks, and how they go away."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.sites import Site
from tests.browser.test_accessibility import violations

pytestmark = pytest.mark.chromium
Open = Callable[..., Page]


def link(page: Page, name: str) -> Locator:
    return page.locator(".rw-prose").get_by_role("link", name=name, exact=True).first


def test_a_note_is_shown_while_its_link_is_pointed_at(harbour: Site, open_page: Open) -> None:
    page = open_page(harbour.address)
    link(page, "the bowline").hover()
    preview = page.get_by_role("complementary", name="Preview: Bowline")
    expect(preview).to_contain_text("Bowline")
    expect(preview.locator("[id], script, iframe")).to_have_count(0)
    preview.hover()
    page.wait_for_timeout(500)
    expect(preview).to_be_visible()
    page.mouse.move(5, 5)
    expect(preview).to_have_count(0)


def test_by_key_with_escape_to_dismiss_it(harbour: Site, open_page: Open) -> None:
    page = open_page(harbour.address)
    page.keyboard.press("Tab")
    target = link(page, "the bowline")
    target.focus()
    preview = page.locator(".rw-preview")
    expect(preview).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(preview).to_have_count(0)
    expect(target).to_be_focused()


def test_of_a_block_there_is_only_the_block(harbour: Site, open_page: Open) -> None:
    page = open_page(harbour.address)
    link(page, "rope").hover()
    expect(page.locator(".rw-preview")).to_have_text("A splice never lets go.")


def test_of_a_section_there_is_no_other(notes: Site, open_page: Open) -> None:
    page = open_page(f"{notes.address}Ropewalk/Syntax-supported/")
    page.evaluate(
        """() => { const made = document.createElement("a"); made.className = "internal-link";
        made.href = "#callouts"; made.textContent = "to callouts";
        document.querySelector(".rw-prose").prepend(made); }"""
    )
    link(page, "to callouts").hover()
    headings = page.locator(".rw-preview :is(h1, h2)")
    expect(headings).to_have_count(1)
    expect(headings).to_have_text("Callouts")


def test_links_in_a_preview_lead_to_where_they_led_from_their_own_page(
    harbour: Site, open_page: Open
) -> None:
    page = open_page(f"{harbour.address}Boats/Knots/Bowline/")
    own = [link.evaluate("node => node.href") for link in page.locator(".rw-prose a.internal-link").all()]
    page.goto(harbour.address)
    link(page, "the bowline").hover()
    shown = page.locator(".rw-preview a.internal-link")
    expect(shown).to_have_count(len(own))
    assert [each.evaluate("node => node.href") for each in shown.all()] == own
