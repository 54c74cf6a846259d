"""Whatever stands in a manifest, there are findings inside of it and no exception."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from manifestcheck import check
from manifestcheck.document import Mapping, UnreadableError, read_documents
from manifestcheck.schema.types import plain

NOTES = Path(__file__).parents[2] / "notes" / "rules"
ODD: list[Any] = [
    *(None, True, False, 0, -1, 1.5, 2**31, 2**63, -(2**63)),
    *(
        "",
        "0",
        "-0",
        "1e400",
        "1e-999",
        "1Gi",
        "10%",
        "%",
        "a/b/c",
        "..",
        "/../x",
        "::1",
        "1.2.3.4/33",
        "*",
        "\n",
    ),
    *("$(A)", "{{a}}", "é", "x" * 300, "@daily", "TZ=x * * * * *", "*/0 * * * *", "2026-01-01T00:00:00Z"),
    *({}, [], [None], [{}], [[]], {"": ""}, {"a": None}, {"x": {}}),
]


def manifests() -> list[dict[str, Any]]:
    """Return every readable object of the notes on rules."""
    texts = [
        token.content
        for note in sorted(NOTES.glob("*.md"))
        for token in MarkdownIt().parse(note.read_text(encoding="utf-8"))
        if token.type == "fence"
    ]
    return [
        plain(node)
        for text in texts
        for node in read_documents(text)
        if not isinstance(node, UnreadableError) and isinstance(node, Mapping)
    ]


def places(tree: Any) -> list[tuple[Any, Any]]:
    """Return each container with each of its keys or indices."""
    steps = list(tree) if isinstance(tree, dict) else list(range(len(tree))) if isinstance(tree, list) else []
    return [(tree, step) for step in steps] + [place for step in steps for place in places(tree[step])]


@given(st.sampled_from(manifests()), st.data())
def test_odd_values_in_odd_places_give_findings(manifest: dict[str, Any], data: st.DataObject) -> None:
    tree = deepcopy(manifest)
    for _ in range(data.draw(st.integers(1, 4))):
        there = [
            place for place in places(tree) if place[0] is not tree or place[1] not in {"apiVersion", "kind"}
        ]
        if not there:
            break
        inside, step = data.draw(st.sampled_from(there))
        if data.draw(st.booleans()):
            inside[step] = deepcopy(data.draw(st.sampled_from(ODD)))
        else:
            del inside[step]
    text = json.dumps(tree, indent=1)
    lines = text.split("\n")
    for report in check(text):
        for finding in report.diagnostics:
            assert finding.line <= len(lines)
            assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1
            assert finding.message
