"""The graph as a file, and near names."""

import json
import time

import pytest

from ropewalk.graph import graph_json
from ropewalk.link import link
from ropewalk.nearest import Nearest
from tests.ropewalk.making import a_note


def test_graph_json() -> None:
    linked = link(
        [
            (
                "b.md",
                a_note("a", "a#x", "%c", "Nowhere", "secret", tags=("Rope/thin", "%hidden"), title='Be "b"'),
            ),
            ("a.md", a_note("c", "a", tags=("rope",))),
            ("c.md", a_note("nowhere")),
        ],
        [],
        withheld=["secret.md"],
    )
    assert json.loads(graph_json(linked)) == {
        "nodes": [
            {"id": "a/", "title": "a", "path": "a.md", "tags": ["rope"]},
            {"id": "b/", "title": 'Be "b"', "path": "b.md", "tags": ["Rope/thin"]},
            {"id": "c/", "title": "c", "path": "c.md", "tags": []},
        ],
        "edges": [[0, 2, 1], [1, 0, 2]],
        "wanted": {"Nowhere": [1, 2]},
    }


NEAR = Nearest(
    (name, name)
    for name in ["Deployments", "Pod", "Pods", "Chapter 1", "Kubernetes-Netze", "水", "安装指南", "🪢"]
)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("Depoyments", "Deployments"),
        ("Deplyoments", "Deployments"),
        ("Deploymentss", "Deployments"),
        ("deploy ments", "Deployments"),
        ("Deploiments", "Deployments"),
        ("Podss", "Pods"),
        ("kubernetes netze", "Kubernetes-Netze"),
        ("安装指", "安装指南"),
        ("Deploy", None),
        ("Chapter 2", None),
        ("Chapter 11", None),
        ("chapter1", "Chapter 1"),
        ("火", None),
        ("🪢🪢", None),
        ("", None),
    ],
)
def test_near_names(typed: str, near: str | None) -> None:
    assert NEAR.find(typed) == near


def test_many_broken_links_stay_cheap() -> None:
    near = Nearest([(f"Some longer name of a note {number:05}", str(number)) for number in range(10_000)])
    begin = time.perf_counter()
    assert [near.find(f"Some loger name of a note {number:05}") for number in range(10_000)] == [
        str(number) for number in range(10_000)
    ]
    assert time.perf_counter() - begin < 10
