"""Style sheets of the vault: `publish.css` and the app's CSS snippets, on request and never otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.ropewalk.host.hosting import Project, harbour
from tests.ropewalk.host.serving import eventually, serve
from tests.sitecheck import check_site

PUBLISH = ".callout { --callout-color: 1, 2, 3; }"
WIDE = "h1 { letter-spacing: 0; }"


@pytest.fixture
def styled(tmp_path: Path) -> Project:
    """Return a vault with style sheets and with a script."""
    project = harbour(tmp_path)
    project.write("publish.css", PUBLISH)
    project.write("publish.js", "alert(1)")
    project.write(".obsidian/snippets/wide page.css", WIDE)
    return project


def asked(**options: Any) -> list[dict[str, Any]]:
    return [{"ropewalk": {"search": False, **options}}]


def test_without_being_asked_for_they_stay_in_the_vault(styled: Project) -> None:
    site = styled.build(plugins=asked())
    assert not (site / "-" / "vault").exists()
    assert [path for path in site.rglob("*") if path.name.startswith(("publish.", "wide"))] == []


def test_on_request_each_page_loads_them_before_the_style_sheets_of_the_site(styled: Project) -> None:
    styled.write("own.css", "")
    site = styled.build(plugins=asked(publish_css=True, snippets=["wide page"]), extra_css=["own.css"])
    assert (site / "-" / "vault" / "publish.css").read_text("utf-8") == PUBLISH
    assert (site / "-" / "vault" / "snippets" / "wide page.css").read_text("utf-8") == WIDE
    html = styled.page("Boats/Knots/Bowline")
    sheets = ("-/ropewalk.css", "-/vault/publish.css", "-/vault/snippets/wide%20page.css", "own.css")
    places = [html.index(f'<link rel="stylesheet" href="../../../{sheet}">') for sheet in sheets]
    assert places == sorted(places)
    assert check_site(site) == []
    assert not list(site.rglob("publish.js"))


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"publish_css": True}, "option 'publish_css': there is no `publish.css` in the vault"),
        ({"snippets": ["no"]}, "option 'snippets': there is no `.obsidian/snippets/no.css` in the vault"),
    ],
)
def test_one_that_is_not_there_ends_the_build(small: Project, options: dict[str, Any], sentence: str) -> None:
    small.configure(plugins=asked(**options))
    done = small.run("build", "-f", "mkdocs.yml")
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_an_edit_of_one_is_served(styled: Project) -> None:
    styled.configure(plugins=asked(publish_css=True))
    with serve(styled.root) as server:
        assert server.text("-/vault/publish.css") == PUBLISH
        styled.write("publish.css", WIDE)
        eventually(lambda: server.text("-/vault/publish.css") == WIDE)
