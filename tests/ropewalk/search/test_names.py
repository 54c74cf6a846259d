"""The names that a reader may type, as the script that the theme loads."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ropewalk.link import link
from ropewalk.model.note import CompiledNote
from ropewalk.search import names
from tests.ropewalk.making import a_note


def notes_of(script: str) -> list[list[Any]]:
    start = "window.ropewalkNames="
    assert script.startswith(start)
    assert script.endswith(";\n")
    data: dict[str, list[list[Any]]] = json.loads(script.removeprefix(start).removesuffix(";\n"))
    return data["notes"]


def script_of(*notes: tuple[str, CompiledNote]) -> str:
    return names(link(notes, []))


def test_a_note_has_its_title_address_aliases_headings_and_tags() -> None:
    note = a_note(
        headings=("# Why pods", "## Shared parts", "### Loopback"),
        aliases=("Pods", "Gründe"),
        tags=("Pod/Network", "pod/network", "%private", "k8s"),
    )
    assert notes_of(script_of(("Pods/Why pods.md", note))) == [
        [
            "Why pods",
            "Pods/Why-pods/",
            ["Pods", "Gründe"],
            [["Shared parts", "h1"], ["Loopback", "h2"]],
            ["Pod/Network", "k8s"],
        ]
    ]


def test_a_leading_heading_that_is_not_the_title_is_a_name_too() -> None:
    [(_, _, _, headings, _)] = notes_of(script_of(("Pods.md", a_note(headings=("# What pods are for",)))))
    assert headings == [["What pods are for", "h0"]]


def test_notes_stand_in_path_order_whatever_order_they_came_in() -> None:
    notes = [(path, a_note()) for path in ("b.md", "a.md", "A/c.md")]
    script = script_of(*notes)
    assert script == script_of(*reversed(notes))
    assert [note[0] for note in notes_of(script)] == ["c", "a", "b"]


@given(st.lists(st.text(), max_size=3))
def test_any_text_survives(aliases: list[str]) -> None:
    [(_, _, found, _, _)] = notes_of(script_of(("a.md", a_note(aliases=tuple(aliases)))))
    assert found == aliases
