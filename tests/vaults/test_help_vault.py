"""Obsidian's own help, read where it lies: a vault of 173 notes that its authors made for the app."""

from __future__ import annotations

import json
import tarfile
from collections import Counter
from pathlib import Path

import pytest
import yaml

from tests.ropewalk.commands import Command
from tests.ropewalk.host.hosting import Project
from tests.sitecheck import Problem, check_site
from tests.vaults.building import Built, build_at

pytestmark = pytest.mark.shared

EXPECTED = yaml.safe_load(Path(__file__).with_name("help_vault.yml").read_text("utf-8"))
LEFTOVERS = frozenset({"leftover", "block id"})


@pytest.fixture(scope="module")
def help_site(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("help")
    with tarfile.open(shared / "vaults" / "obsidian-help-en.tar.gz") as archive:
        archive.extractall(root, filter="data")
    return build_at(Project(root=root), docs_dir="en")


@pytest.fixture(scope="module")
def problems(help_site: Built) -> list[Problem]:
    return check_site(help_site.site)


def test_each_note_is_a_page(help_site: Built) -> None:
    notes = sum(1 for _ in (help_site.project.root / "en").rglob("*.md"))
    assert notes == 173
    assert len(list(help_site.site.rglob("index.html"))) >= notes


def test_every_link_image_and_fragment_leads_somewhere(problems: list[Problem]) -> None:
    assert [problem for problem in problems if problem.kind not in LEFTOVERS] == []


def test_no_syntax_is_left_but_where_the_help_shows_it(problems: list[Problem]) -> None:
    found = Counter(problem.page for problem in problems if problem.kind in LEFTOVERS)
    expected = Counter[str]()
    for pages in EXPECTED["shown"].values():
        expected.update(pages)
    assert found == expected


def test_a_block_id_right_behind_an_embed_is_one(help_site: Built) -> None:
    for page in ("sync/collaborate", "sync/version-history"):
        assert "version-history-collaboration.png" in help_site.project.page(page)


def test_the_build_warns_of_what_is_wrong_and_of_nothing_else(help_site: Built) -> None:
    found = []
    for text in help_site.told:
        place, _, rest = text.removeprefix("ropewalk: ").partition(": RW")
        found.append((place, f"RW{rest[:3]}"))
    assert found == [(one["at"], one["code"]) for one in EXPECTED["told"]]
    assert "`obsidian-cli.mp4` does not exist" in help_site.told[0]


def test_a_check_warns_of_the_same(
    help_site: Built, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(help_site.project.root / "en")
    ropewalk = Command(capsys)
    assert ropewalk("check", "--format", "json") == 1
    found = [one for one in json.loads(ropewalk.out) if one["severity"] != "info"]
    assert [(f"{one['path']}:{one['line']}:{one['column']}", one["code"]) for one in found] == [
        (one["at"], one["code"]) for one in EXPECTED["told"]
    ]
    assert all(one["reason"] for one in EXPECTED["told"])
