"""The theme's templates: whole pages of every kind, without a site around them."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import html5lib
import pytest
from markupsafe import Markup

from tests.ropewalk.theming import FULL, MINIMAL, context, elements, environment, page, render

CASES: dict[str, tuple[SimpleNamespace, dict[str, Any]]] = {
    "minimal": (page(MINIMAL, canonical_url=None, edit_url=None, previous_page=None, next_page=None), {}),
    "bare site": (
        page(MINIMAL, is_homepage=True),
        {
            "tags_url": None,
            "wanted_url": None,
            "graph_url": None,
            "recent_url": None,
            "repo_url": None,
            "search": False,
            "explorer": False,
        },
    ),
    "full": (page(FULL), {}),
    "full, right to left": (page(FULL), {"language": "ar", "direction": "rtl"}),
    "of another plugin": (page(None), {}),
}


@pytest.fixture(params=[*CASES, "404"])
def rendered(request: pytest.FixtureRequest) -> str:
    """Each kind of page, as HTML."""
    if request.param == "404":
        return render(None, "404.html")
    shown, changes = CASES[request.param]
    return render(shown, **changes)


def test_is_valid_enough_to_parse_without_repair(rendered: str) -> None:
    """The strict parser accepts the page."""
    assert html5lib.HTMLParser(strict=True).parse(rendered) is not None


def test_holds_no_inline_script_or_style(rendered: str) -> None:
    """A Content-Security-Policy without 'unsafe-inline' lets everything through."""
    for node in elements(rendered):
        assert node.tag != "style"
        assert not [name for name in node.attrib if name == "style" or name.startswith("on")], node.tag
        if node.tag == "script":
            assert node.get("src") or node.get("type") == "application/json"


def test_asks_no_other_host(rendered: str) -> None:
    """What the frame loads is the site's own."""
    for node in elements(rendered):
        address = node.get("src") or (node.get("href") if node.tag == "link" else None) or ""
        assert "//" not in address or node.get("rel") == "canonical"


def test_ids_are_unique_and_of_the_theme(rendered: str) -> None:
    """The theme's own ids cannot meet a heading's."""
    ids = [node.get("id") for node in elements(rendered) if node.get("id")]
    assert len(ids) == len(set(ids))
    assert {found for found in ids if not found.startswith("rw-")} <= {"shared-network", "see"}


def test_every_control_has_a_name(rendered: str) -> None:
    """No button or link is silent."""
    for node in elements(rendered):
        if node.tag in {"a", "button"}:
            assert "".join(node.itertext()).strip() or node.get("aria-label"), node.attrib


def test_popovers_have_their_targets(rendered: str) -> None:
    """A button that opens something names something on the page."""
    nodes = elements(rendered)
    ids = {node.get("id") for node in nodes}
    for node in nodes:
        for attribute in ("popovertarget", "aria-labelledby"):
            assert node.get(attribute) is None or node.get(attribute) in ids


def test_text_is_escaped() -> None:
    """Plain text of the article is never read as HTML."""
    html = render(page(MINIMAL))
    assert "<h1>A &lt; B</h1>" in html
    assert "A &lt; B · Pods, proven</title>" in html
    assert "<i>&lt;netns&gt;</i>" in render(page(FULL))


def test_full_article_shows_all_it_has() -> None:
    """Each part of an article has its place, with addresses relative to the page."""
    html = render(page(FULL))
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    links = [node.get("href") for node in tree.iter("a")]
    for expected in ("../-/tags/network/", "../Why-pods/", "#deeper", "#rw-backlinks", "../Before/", "../"):
        assert expected in links
    article = tree.find(".//article")
    assert (article.get("class"), article.get("lang"), article.get("data-kind")) == (
        "rw-article wide plain",
        "de",
        "note",
    )
    assert tree.find(".//h1").get("id") == "shared-network"
    assert "3 min read" in html
    assert "They <mark>share</mark> it." in html
    current = [node.text for node in tree.iter("a") if node.get("aria-current") == "page"]
    assert current == ["Shared network"]


def test_a_note_with_a_heading_of_its_own_has_one_of_the_first_level() -> None:
    article = replace(MINIMAL, html=Markup("<h1>Own</h1>"), has_heading=True)
    html = render(page(article))
    assert [node.text for node in elements(html) if node.tag == "h1"] == ["Own"]
    assert '<p class="rw-name">A &lt; B</p>' in html


def test_page_never_holds_the_navigation() -> None:
    """A page costs the same in a vault of any size: the whole tree is not read."""
    shown = context(page(FULL))
    del shown["nav"]
    assert environment().get_template("main.html").render(shown)


def test_foreign_page_keeps_its_content() -> None:
    """A page made by another plugin is shown in the same frame."""
    assert "<p>foreign</p>" in render(page(None))
