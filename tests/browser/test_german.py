"""A site in German: its pages and scripts, recent notes, lines of code, and a note with its own heading."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.sites import Site, serve
from tests.browser.test_accessibility import violations
from tests.ropewalk.host.hosting import Project

pytestmark = pytest.mark.chromium
Open = Callable[..., Page]
NOTES = {
    "index.md": "[[Alt]] und [[Neu]].",
    "Alt.md": "---\ndate: 2024-03-05\n---\nVon damals.",
    "Neu.md": '---\ndate: 2026-11-25\nimage: "[[kai.svg]]"\n---\n# Ganz neu\n\n## Teil\n\nVon heute.',
    "Code.md": '```python title="a.py" {2} showLineNumbers\nx = 1\ny = 2\n```',
    "kai.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
}


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return a site of four notes in German."""
    project = Project(root=tmp_path_factory.mktemp("german"))
    for name, text in NOTES.items():
        project.write(name, text)
    theme = {"name": "ropewalk", "locale": "de"}
    with serve(project.build(theme=theme, site_url="https://example.org/n/")) as site:
        yield site


def test_pages_and_scripts_speak_the_language(german: Site, open_page: Open) -> None:
    page = open_page(german.address)
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.get_by_role("button", name="Farbschema: wie das System")).to_be_visible()
    expect(page.get_by_role("tree", name="Notizen")).to_be_visible()


def test_recent_notes_are_listed_by_day(german: Site, open_page: Open) -> None:
    page = open_page(german.address)
    page.get_by_role("navigation", name="Website").get_by_role("link", name="Neues").click()
    expect(page.get_by_role("heading", level=2)).to_have_text(["25. November 2026", "5. März 2024"])
    assert violations(page) == []
    page.get_by_role("main").get_by_role("link", name="Neu", exact=True).click()
    expect(page.locator(".rw-name")).to_have_text("Neu")


def test_a_note_with_its_own_heading_has_one_of_the_first_level(german: Site, open_page: Open) -> None:
    page = open_page(f"{german.address}Neu/")
    expect(page.get_by_role("heading", level=1)).to_have_text(["Ganz neu#"])
    picture = page.locator('meta[property="og:image"]')
    expect(picture).to_have_attribute("content", "https://example.org/n/kai.svg")
    assert violations(page) == []


def test_a_line_of_code_is_linked_to(german: Site, open_page: Open) -> None:
    page = open_page(f"{german.address}Code/#code-1-L1")
    expect(page.locator("figcaption")).to_have_text("a.py")
    expect(page.locator("mark.code-line")).to_have_text("y = 2")
    expect(page.locator(":target")).to_have_text("x = 1")
    assert violations(page) == []
