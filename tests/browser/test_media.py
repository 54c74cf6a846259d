"""Pictures that open large, and media of other hosts that load when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.sites import Site, serve
from tests.ropewalk.host.hosting import Project

pytestmark = pytest.mark.chromium
Open = Callable[..., Page]
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600"><rect width="900" height="600"/></svg>'
)


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return another host, as far as a page is concerned: another port."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "far.svg").write_text(SVG, "utf-8")
    with serve(folder) as site:
        yield site


@pytest.fixture(scope="module")
def gallery(elsewhere: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return a site with a picture of its own and one of another host."""
    project = Project(root=tmp_path_factory.mktemp("gallery"))
    project.write("near.svg", SVG)
    project.write("index.md", f"![[near.svg|Near|300]]\n\n![Far]({elsewhere.address}far.svg)\n")
    with serve(project.build(), strict=False) as site:
        yield site


@pytest.mark.parametrize("key", ["", "Enter"])
def test_a_picture_opens_large(gallery: Site, open_page: Open, key: str) -> None:
    page = open_page(gallery.address)
    picture = page.get_by_role("button", name="Enlarge: Near")
    expect(picture).to_have_attribute("loading", "lazy")
    expect(picture).to_have_attribute("width", "300")
    if key:
        picture.focus()
        page.keyboard.press(key)
    else:
        picture.click()
    large = page.get_by_role("dialog", name="Near").get_by_role("img")
    box = large.bounding_box()
    assert box is not None
    assert box["width"] > 800
    page.keyboard.press("Escape")
    expect(large).to_have_count(0)
    expect(picture).to_be_focused()


def test_another_host_is_asked_after_a_click_and_not_before(
    gallery: Site, elsewhere: Site, open_page: Open
) -> None:
    page = open_page("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(gallery.address, wait_until="networkidle")
    assert asked
    assert [url for url in asked if url.startswith(elsewhere.address)] == []
    expect(page.get_by_role("link", name="Far")).to_have_attribute("href", f"{elsewhere.address}far.svg")
    page.get_by_role("button", name="Load the image from").click()
    expect(page.get_by_role("img", name="Far")).to_be_visible()
    assert [url for url in asked if url.startswith(elsewhere.address)] == [f"{elsewhere.address}far.svg"]
