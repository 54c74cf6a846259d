"""A site made one's own: style sheets written for Obsidian's callouts, properties, old addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.sites import Site, serve
from tests.ropewalk.host.hosting import Project

pytestmark = pytest.mark.chromium
Open = Callable[..., Page]
PUBLISH = """
.callout[data-callout="tip"] { --callout-color: 12, 34, 56; --callout-icon: lucide-bug; }
.callout[data-callout="own"] .callout-title { font-style: italic; }
.theme-dark .callout .callout-content { letter-spacing: 2px; }
"""
SNIPPET = ":root { --rw-accent-ink: rgb(1, 2, 3); --rw-measure: 30rem; }"
NOTE = """---
aliases: [Old/Place, Haven]
---
> [!tip] A tip
> Text with a [[Other|link]].

> [!own] Mine
> Text.
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return a site with a `publish.css`, a snippet and a note that has an old address."""
    project = Project(root=tmp_path_factory.mktemp("own"))
    project.write("publish.css", PUBLISH)
    project.write(".obsidian/snippets/narrow.css", SNIPPET)
    project.write("index.md", "[[Note]]")
    project.write("Note.md", NOTE)
    project.write("Other.md", "Other.")
    options = {"search": False, "publish_css": True, "snippets": ["narrow"]}
    with serve(project.build(plugins=[{"ropewalk": options}])) as site:
        yield site


def style(page: Page, place: str, name: str) -> str:
    found: str = page.locator(place).first.evaluate(f"node => getComputedStyle(node).{name}")
    return found


def test_a_style_sheet_written_for_callouts_works(own: Site, open_page: Open) -> None:
    page = open_page(f"{own.address}Note/")
    assert style(page, ".callout[data-callout=tip]", "borderTopColor") == "rgba(12, 34, 56, 0.28)"
    assert (
        page.locator(".callout-icon").first.evaluate("node => node.style.getPropertyValue('--rw-icon')")
        == "10"
    )
    assert style(page, ".callout[data-callout=own] .callout-title", "fontStyle") == "italic"
    assert style(page, ".callout-content", "letterSpacing") == "normal"
    page = open_page(f"{own.address}Note/", theme="dark")
    assert style(page, ".callout-content", "letterSpacing") == "2px"


def test_a_snippet_that_sets_properties_changes_the_look(own: Site, open_page: Open) -> None:
    page = open_page(f"{own.address}Note/")
    assert style(page, ".rw-prose a", "color") == "rgb(1, 2, 3)"
    box = page.locator(".rw-prose").bounding_box()
    assert box is not None
    assert box["width"] == pytest.approx(480)


def test_an_alias_that_is_a_path_leads_to_its_note(own: Site, open_page: Open) -> None:
    page = open_page(f"{own.address}Old/Place/")
    page.wait_for_url(f"{own.address}Note/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Note")
    expect(page.locator(".rw-aliases")).to_have_text("also Haven")


def test_without_scripts_an_old_address_leads_on_too(own: Site, open_page: Open) -> None:
    page = open_page(f"{own.address}Old/Place/", scripts=False)
    page.wait_for_url(f"{own.address}Note/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Note")
