"""Reading a note: links, embeds, backlinks, callouts, and the theme it is read in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.sites import Site

pytestmark = pytest.mark.chromium
Open = Callable[..., Page]


def test_a_link_an_embed_and_a_backlink_lead_on(harbour: Site, open_page: Open) -> None:
    page = open_page(harbour.address)
    page.get_by_role("main").get_by_role("link", name="the bowline").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bowline")
    backlinks = page.get_by_role("region", name="Linked from")
    expect(backlinks.get_by_text("unlike other ropes' ends")).to_be_hidden()
    backlinks.get_by_role("link", name="Ropes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ropes")
    page.go_back()
    backlinks.get_by_role("link", name="The harbour").click()
    page.locator(".markdown-embed").get_by_role("link").first.click()
    page.wait_for_url("**/Boats/Knots/Bowline/**")


def test_a_link_to_a_block_shows_where_it_leads(harbour: Site, open_page: Open) -> None:
    page = open_page(harbour.address)
    page.get_by_role("link", name="rope", exact=True).click()
    page.wait_for_url("**/Ropes/#%5Esplice")
    expect(page.locator(":target")).to_have_text("A splice never lets go.")
    expect(page.locator(":target")).to_be_in_viewport()


def test_a_note_that_does_not_exist_says_so(harbour: Site, open_page: Open) -> None:
    page = open_page(harbour.address)
    missing = page.locator(".is-unresolved").first
    expect(missing).to_have_text("A note nobody wrote")
    assert "no note of this name" in (missing.get_attribute("title") or "")


@pytest.mark.parametrize("scripts", [True, False])
def test_callouts_fold_by_mouse_and_by_key(harbour: Site, open_page: Open, *, scripts: bool) -> None:
    page = open_page(f"{harbour.address}Ropes/", scripts=scripts)
    inside = page.get_by_text("A rope under load")
    title = page.get_by_text("Never stand in a bight")
    expect(inside).to_be_hidden()
    title.click()
    expect(inside).to_be_visible()
    page.keyboard.press("Enter")
    expect(inside).to_be_hidden()
    page.keyboard.press("Space")
    expect(inside).to_be_visible()
    expect(page.get_by_text("Clockwise, always.")).to_be_visible()


def test_the_theme_survives_a_reload_without_a_flash(harbour: Site, open_page: Open) -> None:
    page = open_page(f"{harbour.address}Ropes/")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    switch = page.get_by_role("button", name="Colour theme")
    switch.click()
    switch.click()
    expect(switch).to_have_accessible_name("Colour theme: dark")
    dark = page.evaluate(ground)
    assert dark != light
    # What is painted first: the theme is set while the head is read, before there is a body.
    page.add_init_script(
        "new MutationObserver(() => { if (document.body && !window.first)"
        " window.first = document.documentElement.dataset.theme ?? 'none'; })"
        ".observe(document, { childList: true, subtree: true });"
    )
    page.reload()
    assert page.evaluate("window.first") == "dark"
    assert page.evaluate(ground) == dark
    page.keyboard.press("t")
    expect(switch).to_have_accessible_name("Colour theme: as the system")
    assert page.evaluate(ground) == light


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_without_scripts_everything_is_there_to_read(harbour: Site, open_page: Open, theme: str) -> None:
    page = open_page(f"{harbour.address}Boats/Knots/Bowline/", scripts=False, theme=theme)
    expect(page.get_by_role("heading", level=1)).to_have_text("Bowline")
    expect(page.get_by_role("navigation", name="Notes", exact=True)).to_be_visible()
    expect(page.get_by_role("region", name="Linked from")).to_be_visible()
    expect(page.get_by_role("button", name="Search notes")).to_be_hidden()
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(20, 24, 27)") == (theme == "dark")


def test_pages_opened_as_files_lead_to_each_other(harbour: Site, open_page: Open) -> None:
    page = open_page((harbour.folder / "index.html").as_uri())
    page.get_by_role("main").get_by_role("link", name="Ropes").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ropes")
    page.get_by_role("treeitem", name="The harbour").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The harbour")


def test_a_note_written_from_right_to_left(harbour: Site, open_page: Open) -> None:
    page = open_page(f"{harbour.address}%E8%A8%80%E8%AA%9E/%D7%97%D7%91%D7%9C%D7%99%D7%9D/")
    article = page.locator("article").first
    assert article.evaluate("node => getComputedStyle(node).direction") == "rtl"
    expect(article).to_have_attribute("lang", "he")


def test_an_address_without_a_page_offers_what_is_near(harbour: Site, open_page: Open) -> None:
    page = open_page(f"{harbour.address}Boats/Bowlin/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing lives at this address")
    page.get_by_role("main").get_by_role("button", name="Search notes").click()
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.press("Escape")
    page.get_by_role("main").get_by_role("link", name="Bowline").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bowline")


def test_an_address_like_no_name_promises_nothing(harbour: Site, open_page: Open) -> None:
    page = open_page(f"{harbour.address}xyzzyx/")
    expect(page.get_by_role("main").get_by_role("link", name="Go to the start page")).to_be_visible()
    expect(page.get_by_text("These come close by name")).to_be_hidden()


def test_code_is_copied(harbour: Site, open_page: Open) -> None:
    page = open_page(f"{harbour.address}Ropes/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".rw-code").hover()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith("kind: Pod\n")


def test_the_contents_follow_the_reader(notes: Site, open_page: Open) -> None:
    page = open_page(f"{notes.address}Ropewalk/Syntax-supported/")
    contents = page.get_by_role("navigation", name="On this page")
    links = contents.get_by_role("link")
    assert links.count() > 3
    page.mouse.wheel(0, 100_000)
    expect(contents.locator("[aria-current]")).to_have_count(1)
    links.nth(1).click()
    expect(links.nth(1)).to_have_attribute("aria-current", "true")
