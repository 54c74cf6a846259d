"""The Markdown copies of published notes."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.compile import compile_note
from ropewalk.link import link
from ropewalk.model.linked import LinkedVault
from ropewalk.model.note import Dialect
from ropewalk.properties import read
from ropewalk.views.markdown_copy import copy_url, markdown_copy

FIXTURES = Path(__file__).parents[1] / "fixtures" / "markdown_copies.yml"
CASES: list[dict[str, Any]] = yaml.safe_load(FIXTURES.read_text(encoding="utf-8"))


def linked(notes: dict[str, str], **options: Any) -> LinkedVault:
    compiled = [(path, compile_note(text, read(text), Dialect())) for path, text in notes.items()]
    return link(compiled, options.get("files", ()), withheld=options.get("withheld", ()))


def copied(vault: LinkedVault, path: str) -> str:
    return markdown_copy(vault, vault.notes[path])


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_copy_says_what_the_page_says(case: dict[str, Any]) -> None:
    notes = case["notes"]
    vault = linked(notes, files=case.get("files", ()), withheld=case.get("withheld", ()))
    copies = {path: copied(vault, path) for path in vault.notes}
    assert copies == case["copies"]


@pytest.mark.parametrize(
    ("url", "copy"),
    [("", "index.md"), ("A/B/", "A/B/index.md"), ("A/B.html", "A/B.md"), ("index.html", "index.md")],
)
def test_a_copy_lies_beside_its_page(url: str, copy: str) -> None:
    assert copy_url(url) == copy


FRAGMENTS = st.sampled_from(
    [
        "[[Secret|x]]",
        "![[Secret]]",
        "[a](Secret.md)",
        "[a][b]",
        "[b]: Secret.md",
        "%%Secret%%",
        "<!--Secret-->",
        *("\n", "\n\n", "- ", "> ", "text ", "%%", "|", "**", "`", "    ", "<u>", "x\n---\n", "[[A]]", "1. "),
    ]
)


@given(st.lists(FRAGMENTS, max_size=12).map("".join))
def test_the_copy_of_any_text_is_made(text: str) -> None:
    vault = linked({"A.md": text}, withheld=("Secret.md",))
    assert copied(vault, "A.md").endswith("\n")
