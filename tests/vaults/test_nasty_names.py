"""A whole vault of nasty names: where each note is, and where each link leads."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.pictures import smallest
from tests.sitecheck import check_site
from tests.vaults.building import Built, build

GOLDEN: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("nasty.yml").read_text("utf-8"))


class _Links(HTMLParser):
    """Collects where the links and images of a note lead."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str | None] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        classes = (given.get("class") or "").split()
        if "rw-prose" in classes:
            self._inside = True
        elif self._inside and "internal-link" in classes:
            self.found.append(given.get("href"))
        elif self._inside and tag == "img":
            self.found.append(given.get("src"))
        elif self._inside and "embed-placeholder" in classes:
            self.found.append(None)

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "article"


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Built:
    files: dict[str, str | bytes] = GOLDEN["files"]
    files = {path: (smallest(path) or text) if text == "PNG" else text for path, text in files.items()}
    return build(tmp_path_factory.mktemp("nasty"), files)


def links(built: Built, page: str) -> list[str | None]:
    reader = _Links()
    reader.feed((built.site / page).read_text("utf-8"))
    return reader.found


def test_every_note_has_its_address(nasty: Built) -> None:
    pages = [path for path in nasty.files() if path.endswith(".html")]
    assert pages == GOLDEN["pages"]


@pytest.mark.parametrize("page", list(GOLDEN["links"]))
def test_every_link_leads_to_its_target(nasty: Built, page: str) -> None:
    assert links(nasty, page) == GOLDEN["links"][page]


def test_the_site_is_sound(nasty: Built) -> None:
    assert [fault for fault in check_site(nasty.site) if fault.kind != "leftover"] == []


def test_what_is_told(nasty: Built) -> None:
    assert nasty.told == GOLDEN["told"]
