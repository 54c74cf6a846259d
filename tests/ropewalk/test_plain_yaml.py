"""Plain YAML is coloured as Pygments colours it, or left to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ropewalk import highlight as module
from ropewalk.highlight import highlight
from ropewalk.plain_yaml import plain_yaml

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = """# a pod
apiVersion: v1
kind: Pod
metadata:
  name: web # its name
  labels: {app: web, tier: "front"}
spec:
  containers:
    - name: web
      image: example.org:5000/web@sha256:0123
      command: [sleep, "60"]
      args:
        - --verbose
        - "a sentence, in quotes"
"""
SCALARS = [
    "",
    "x",
    "a b",
    "a:b",
    "1,2",
    '"x"',
    '"a b"',
    "'x'",
    "[a, 'b']",
    '{a: b, c: "d"}',
    "-c",
    "--d=e",
    "[-f]",
    "- x",
    "|",
    "*a",
]
PLAIN = st.tuples(
    st.sampled_from(["", "  ", "    "]),
    st.sampled_from(["", "", "- ", "-  ", "- - "]),
    st.sampled_from(["", "a: ", "a.b/c:  ", "a:"]),
    st.sampled_from(SCALARS[:-3]),
    st.sampled_from(["", "", " ", " # a & b", "  #"]),
)
ODD = st.tuples(
    st.sampled_from(["", "  ", "\t"]),
    st.sampled_from(["", "- ", "-"]),
    st.sampled_from(["", "a: ", "a : ", '"a": ', "? "]),
    st.one_of(st.sampled_from(SCALARS), st.text(alphabet="ab:,-#'\"[]{} &<", max_size=8)),
    st.sampled_from(["", " # a & b", "#a"]),
)
LINES = st.one_of(PLAIN, PLAIN, PLAIN, ODD).map("".join)


@pytest.fixture(autouse=True)
def without_shortcut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "plain_yaml", lambda _code: None)


@given(st.lists(LINES, max_size=6).map("\n".join))
def test_what_is_plain_looks_as_pygments_makes_it(code: str) -> None:
    plain = plain_yaml(code)
    assert plain is None or plain == highlight(code, "yaml")


def test_a_manifest_is_plain() -> None:
    assert plain_yaml(MANIFEST) == highlight(MANIFEST, "yaml")


@pytest.mark.parametrize(
    "code", ["a: |\n  b\n", "a: b\n  c: d\n", "a: b\n  # c\n", "- x\n  y\n", "---\n", "a: {}\n"]
)
def test_the_rest_is_left_to_pygments(code: str) -> None:
    assert plain_yaml(code) is None


@pytest.mark.parametrize("line", ["a: " + "b " * 50_000 + "&", 'a: "' + "b " * 50_000, "- " * 50_000 + "&"])
def test_long_lines_take_no_longer_than_they_are(line: str) -> None:
    assert plain_yaml(line) is None


def test_manifests_of_the_guide_look_as_pygments_makes_them() -> None:
    compared = [
        (plain, highlight(code, "yaml")) for code in _codes() if (plain := plain_yaml(code)) is not None
    ]
    assert len(compared) > 10
    assert all(plain == expected for plain, expected in compared)


def _codes() -> Iterator[str]:
    markdown = MarkdownIt("commonmark")
    for note in (ROOT / "notes").rglob("*.md"):
        fences = (token for token in markdown.parse(note.read_text("utf-8")) if token.type == "fence")
        yield from (fence.content for fence in fences if fence.info.startswith(("yaml", "yml")))
