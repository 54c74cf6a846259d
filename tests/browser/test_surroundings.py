"""Pages in other surroundings: while they load, without scripts, on paper, in forced colours."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screenshots import PAGES
from tests.browser.sites import Site

pytestmark = pytest.mark.chromium
Open = Callable[..., Page]
SHIFTS = """window.shifted = 0; new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });"""
UNSEEN = """() => {
    const words = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const found = [];
    while (words.nextNode()) {
        const { parentElement: place, textContent } = words.currentNode;
        const kept = place.closest("[hidden], button, svg, script, .rw-needs-js, .manifest-apply");
        const folded = place.closest("details:not([open])") && !place.closest("summary");
        if (textContent.trim() && !kept && !folded && !place.getClientRects().length) found.push(textContent);
    }
    return found;
}"""
"""The texts of a page's own part that are not to be seen, but for those that only a script can use."""


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_nothing_moves_while_a_page_loads(notes: Site, open_page: Open, *, phone: bool) -> None:
    page = open_page("about:blank", phone=phone)
    page.add_init_script(SHIFTS)
    for name, path in PAGES.items():
        page.goto(notes.address + path, wait_until="networkidle")
        shifted = page.evaluate("window.shifted")
        print(f"{name}: layout shift {shifted:.4f}")  # noqa: T201 - the figure is what one wants to read
        assert shifted < 0.02, name


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_without_scripts_every_text_of_a_page_is_there(notes: Site, open_page: Open, path: str) -> None:
    page = open_page(notes.address + path, scripts=False)
    assert page.evaluate(UNSEEN) == []
    expect(page.locator("main h1").first).to_be_visible()


def test_on_paper_there_is_the_note_with_all_callouts_open(notes: Site, open_page: Open) -> None:
    page = open_page(f"{notes.address}Pods/Isolation/Network-namespace/", theme="dark")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for part in (".rw-header", ".rw-drawer", ".rw-rail", ".rw-neighbours", ".rw-copy"):
        expect(page.locator(part).first).to_be_hidden()
    expect(page.get_by_text("The pod gets no network namespace of its own")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(29, 35, 39)"
    command = page.locator(".manifest-apply code").first
    assert command.evaluate("node => node.scrollWidth <= node.clientWidth")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.get_by_text("The pod gets no network namespace of its own")).to_be_hidden()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_in_forced_colours_what_is_marked_can_be_read(notes: Site, open_page: Open, theme: str) -> None:
    page = open_page(f"{notes.address}rules/Containers/", theme=theme)
    page.emulate_media(forced_colors="active")
    colours = "node => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]"
    for place in (".manifest-line", ".backlinks mark"):
        ink, ground = page.locator(place).first.evaluate(colours)
        assert ink != ground, place
    # Words in a marked line are as those beside it.
    plain, _ = page.locator("pre .code-line").first.evaluate(colours)
    assert {word.evaluate(colours)[0] for word in page.locator(".manifest-line *").all()} == {plain}
    shape = "node => [getComputedStyle(node).fill, getComputedStyle(node).stroke]"
    ground, edge = page.locator(".pod-container").first.evaluate(shape)
    text, _ = page.locator(".pod-picture text").first.evaluate(shape)
    assert ground not in {edge, text}


def test_with_less_motion_nothing_moves_by_itself(notes: Site, open_page: Open) -> None:
    page = open_page(notes.address)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert page.evaluate("document.getAnimations().length") == 0
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "smooth"
