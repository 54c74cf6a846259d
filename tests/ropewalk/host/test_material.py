"""Material as the theme: the same notes, neutral classes and one style sheet."""

from __future__ import annotations

import json

import pytest

from tests.ropewalk.host.hosting import Project, harbour
from tests.sitecheck import check_site


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = harbour(tmp_path_factory.mktemp("material"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        project.build(theme={"name": "material", "font": False}, plugins=["search", "ropewalk"])
    return project


def test_each_page_loads_the_one_style_sheet_and_nothing_else_of_ours(built: Project) -> None:
    page = built.page("Ropes")
    assert page.count("-/neutral.css") == 1
    assert "-/ropewalk" not in page
    assert (built.site / "-" / "neutral.css").is_file()


def test_pictures_that_the_style_sheet_names_are_there(built: Project) -> None:
    assert "icons.svg" in (built.site / "-" / "neutral.css").read_text("utf-8")
    assert (built.site / "-" / "icons.svg").is_file()


def test_the_syntax_of_notes_shows(built: Project) -> None:
    home, ropes = built.page(""), built.page("Ropes")
    assert '<a class="internal-link" href="Boats/Knots/Bowline/">the bowline</a>' in home
    assert "internal-link is-unresolved" in home
    assert "markdown-embed" in home
    assert 'class="callout is-collapsible" data-callout="warning"' in ropes


def test_backlinks_stand_under_the_note(built: Project) -> None:
    assert "Linked from 4" in built.seen("Ropes/")
    assert '<section class="backlinks"' in built.page("Ropes")


def test_the_search_of_the_other_theme_finds_the_text(built: Project) -> None:
    index = json.loads((built.site / "search" / "search_index.json").read_text("utf-8"))
    found = [entry["location"] for entry in index["docs"] if "rabbit" in entry["text"]]
    assert "Boats/Knots/Bowline/#how-to-tie-it" in found
    assert not (built.site / "-" / "pagefind").exists()


def test_addresses_are_sound(built: Project) -> None:
    assert check_site(built.site) == []
