"""Backlinks as a reader sees them, and what else the graph makes of real notes."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from ropewalk.graph import graph_json
from ropewalk.model.article import Link
from tests.ropewalk.rendering import a_site, page

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "fixtures" / "backlinks.yml").read_text("utf-8")
)
HOST_TEXT = "# Head\n\n[[#Head]] is no backlink, nor is [[Host]].\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_backlink(case: dict[str, Any], tmp_path: Path) -> None:
    files = {"Host.md": HOST_TEXT, "Source.md": case["text"], "Other.md": ""}
    mentions = page(tmp_path, files).backlinks
    if case["shown"] is None:
        assert mentions == ()
    else:
        [mention] = mentions
        assert mention.link == Link("Source", "../Source/")
        assert [str(sentence) for sentence in mention.sentences] == case["shown"]


def test_the_graph_of_real_notes(tmp_path: Path) -> None:
    files = {
        "A.md": "---\nup: '[[B]]'\n---\n[[b]] ![[C]] %%[[D]]%% [[Gone]] [[Secret]] #x/y\n",
        "B.md": "> [!note] #X\n> [C](C.md) `[[D]]`\n",
        "C.md": "[[#Here]] [[gone#x]]\n\n# Here\n",
        "D.md": "%%#hidden [[A]]%%\n",
        "Secret.md": "---\npublish: false\n---\n[[A]] #secret\n",
    }
    linked = a_site(tmp_path, files).linked
    assert json.loads(graph_json(linked)) == {
        "nodes": [
            {"id": "A/", "title": "A", "path": "A.md", "tags": ["x/y"]},
            {"id": "B/", "title": "B", "path": "B.md", "tags": ["x"]},
            {"id": "C/", "title": "C", "path": "C.md", "tags": []},
            {"id": "D/", "title": "D", "path": "D.md", "tags": []},
        ],
        "edges": [[0, 1, 2], [0, 2, 1], [1, 2, 1]],
        "wanted": {"Gone": [0, 2]},
    }
    assert linked.orphans == ("D.md",)
    assert linked.tags == {"x": ("A.md", "B.md"), "x/y": ("A.md",)}


def test_links_in_comments_are_kept_for_moving_notes_and_for_nothing_else(tmp_path: Path) -> None:
    text = "a %% [[Gone]] ![[B#x|t]] [u](B.md) #tag https://x.y %% b\n\n- %%\n  [[B]]\n  %%\n"
    site = a_site(tmp_path, {"A.md": text, "B.md": ""})
    note = site.linked.notes["A.md"].note
    assert [(one.target, one.position.line, one.position.column, one.length) for one in note.references] == [
        ("Gone", 1, 6, 8),
        ("B", 1, 15, 10),
        ("B.md", 1, 26, 9),
        ("B", 4, 3, 5),
    ]
    assert all(reference.hidden for reference in note.references)
    assert [(tag.name, tag.hidden) for tag in note.tags] == [("tag", True)]
    assert site.linked.wanted == {}
    assert site.linked.tags == {}
    assert site.diagnostics == ()
