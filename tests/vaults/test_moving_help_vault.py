"""Renames in Obsidian's own help: the site's graph is the one before with the names replaced."""

import json
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ropewalk.build import Site, load
from ropewalk.graph import graph_json
from tests.ropewalk.move.renaming import OPTIONS, Asked, move, read_vault

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def original(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("help")
    with tarfile.open(shared / "vaults" / "obsidian-help-en.tar.gz") as archive:
        archive.extractall(root, filter="data")
    return root / "en"


@pytest.fixture
def vault(original: Path, tmp_path: Path) -> Path:
    shutil.copytree(original, tmp_path / "en")
    return tmp_path / "en"


def graph(site: Site, path: Callable[[str], str] = str, tag: Callable[[str], str] = str) -> dict[str, Any]:
    """Return nodes and edges by path, and what is wanted."""
    made = json.loads(graph_json(site.linked))
    places = [path(node["path"]) for node in made["nodes"]]
    return {
        "nodes": {
            place: sorted(map(tag, node["tags"])) for place, node in zip(places, made["nodes"], strict=True)
        },
        "edges": sorted([places[source], places[target], links] for source, target, links in made["edges"]),
        "wanted": {name: sorted(places[one] for one in by) for name, by in made["wanted"].items()},
    }


def told(site: Site, path: Callable[[str], str] = str) -> list[tuple[str, str, int]]:
    """Return the codes and lines of what is found; that a link has another case is mended by a move."""
    return sorted(
        (path(one.path), one.code, one.position.line if one.position else 0)
        for one in site.diagnostics
        if one.code != "RW206"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Internal links", "Links (inside) & so on"),
        ("Properties", "User interface/"),
        ("Editing and formatting/", "/Writing/Format"),
        ("Plugins/", "/Extensions"),
        ("Attachments/", "/Files and folders/Pictures"),
        ("Engelbart.jpg", "Douglas Engelbart"),
    ],
)
def test_names(vault: Path, old: str, new: str) -> None:
    before, files = load(vault, OPTIONS), read_vault(vault)
    proven = move(vault, Asked(old=old, new=new))
    assert proven.conflicts == ()
    renamed = proven.plan.renaming.path
    after = load(vault, OPTIONS)
    assert graph(after) == graph(before, renamed)
    assert told(after) == told(before, renamed)
    assert after.linked.files.keys() == set(map(renamed, before.linked.files))
    again = read_vault(vault)
    assert {path for path, text in files.items() if again[renamed(path)] != text} == proven.plan.edits.keys()
    # There and back, all is as it was but for the case of letters in links.
    back = Asked(old=f"/{proven.plan.renaming.new}", new=f"/{proven.plan.renaming.old}")
    assert move(vault, back).conflicts == ()
    returned = read_vault(vault)
    assert {path for path in files if returned[path].casefold() != files[path].casefold()} == set()


def test_a_heading(vault: Path) -> None:
    before = load(vault, OPTIONS)
    asked = Asked(old="Help and support#Contact Obsidian support", new="Ask *us*: support", kind="heading")
    proven = move(vault, asked)
    assert proven.conflicts == ()
    assert proven.plan.links == 17
    after = load(vault, OPTIONS)
    assert graph(after) == graph(before)
    assert told(after) == told(before)


def test_a_tag(vault: Path) -> None:
    before = load(vault, OPTIONS)
    proven = move(vault, Asked(old="tag", new="mark/of/tag", kind="tag"))
    assert proven.conflicts == ()
    assert proven.plan.tags
    renamed = {"tag": "mark/of/tag", "Tag": "mark/of/tag", "TAG": "mark/of/tag"}
    after = load(vault, OPTIONS)
    assert graph(after) == graph(before, tag=lambda one: renamed.get(one, one))
