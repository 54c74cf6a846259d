"""Whatever an author writes, wherever: it is shown as text or made harmless, in every file of the site."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pytest

from tests.sitecheck import check_site
from tests.vaults.attacks import ATTACKS, vault
from tests.vaults.building import Built, build
from tests.vaults.harmless import harm

ACTING = (
    *(
        "plain script",
        "script from elsewhere",
        "handler of a picture",
        "handler with slashes",
        "link in a drawing",
    ),
    *("address set in a drawing", "frame with a script", "frame with a page", "object with a script"),
    *("another base", "page that moves on", "sheet of style", "style of a tag", "form", "button elsewhere"),
    *("template", "text area", "title", "comment that ends oddly"),
)
"""Names of attacks that a browser would fall for if they came into a page as they are."""


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(
        tmp_path_factory.mktemp("attacks"),
        vault(),
        site_url="https://example.org/",
        plugins=[{"ropewalk": {"search": False, "robots": "allow"}}],
    )


def test_every_attack_has_its_page(attacked: Built) -> None:
    notes = [path for path in attacked.files() if path[:3].isdecimal() and path.endswith("index.html")]
    assert len(notes) == len(ATTACKS)


@pytest.mark.parametrize("line", [line for name, line in ATTACKS.items() if name in ACTING])
def test_a_page_with_an_attack_in_it_would_be_found(line: str) -> None:
    assert harm(f"<!doctype html><body><p>{line}</p>") != []


def test_no_page_harms_its_reader(attacked: Built) -> None:
    found = {
        path: harm(content.decode()) for path, content in attacked.files().items() if path.endswith(".html")
    }
    assert {path: said for path, said in found.items() if said} == {}


def test_what_programs_read_is_whole(attacked: Built) -> None:
    files = attacked.files()
    for name in ("-/explorer.js", "-/names.js"):
        json.loads(files[name].decode().partition("=")[2].rstrip(";\n"))
    json.loads(files["-/graph.json"])
    json.loads(files["-/feed.json"])
    for name in ("-/feed.xml", "sitemap.xml"):
        ET.fromstring(files[name].decode())


def test_files_that_act_are_not_there(attacked: Built) -> None:
    files = attacked.files()
    assert not {"page.html", "data.xml"} & files.keys()
    drawing = files["drawing.svg"].lower()
    assert [word for word in (b"alert", b"script", b"onload", b"iframe") if word in drawing] == []
    assert b"<rect" in drawing


def test_nothing_is_written_outside_of_the_site(attacked: Built) -> None:
    root = attacked.project.root
    assert sorted(path.name for path in root.iterdir()) == ["mkdocs.yml", "notes", "site"]
    assert [path for above in root.parents for path in above.glob("evil*")] == []


def test_every_address_is_sound(attacked: Built) -> None:
    faults = [one for one in check_site(attacked.site) if one.kind not in {"leftover", "block id"}]
    # Links to another host and to another program, as a browser reads them: they may stand there.
    assert [one for one in faults if not one.text.startswith(("\\\\a.example", "C:"))] == []


def test_nobody_is_told_of_a_crash(attacked: Built) -> None:
    assert not any("Traceback" in text for text in attacked.told)
