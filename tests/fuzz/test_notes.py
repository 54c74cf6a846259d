"""Whole notes of whatever pieces become pages that are well formed and harmless, and nothing is raised."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ropewalk.compile import compile_note
from ropewalk.link import link
from ropewalk.model.linked import LinkedVault
from ropewalk.model.note import Dialect
from ropewalk.properties import read
from ropewalk.raw_html_allowed import VOID
from ropewalk.render.article import render
from ropewalk.render.shelf import Shelf
from ropewalk.search.names import names
from ropewalk.strings import strings
from ropewalk.unlinked import Unlinked
from ropewalk.views.markdown_copy import markdown_copy
from tests.ropewalk.test_laws import PLAIN, SEPARATORS
from tests.vaults.attacks import ATTACKS, ROUTES
from tests.vaults.harmless import harm

FIXTURES = Path(__file__).parents[1] / "ropewalk" / "fixtures"
FOUND: list[str] = yaml.safe_load((FIXTURES / "found_by_fuzzing.yml").read_text("utf-8"))
EXAMPLES = 250
"""A bounded run; `tests/fuzz/fuzz_notes.py` goes on for as long as it is let."""
BESIDE = {
    "Note.md": "# H\n\ntext ^id\n\nx[^1]\n\n[^1]: [[Host]]\n\n![[Host]]\n",
    "seen.md": "![[Host#H]] ![[Host#^id]] [[Host]]",
}
OURS = frozenset({"line", "circle", "path", "rect", "use", "input"})
"""Elements without content that the renderer itself writes."""

lines = st.sampled_from(list(ATTACKS.values())) | st.sampled_from(PLAIN) | st.text(max_size=8)
routed = st.builds(
    lambda route, line: route.replace("{json}", "{}").replace("{}", line), st.sampled_from(ROUTES), lines
)
pieces = st.tuples(st.sampled_from(SEPARATORS), routed | lines).map("".join)
bodies = st.lists(pieces, max_size=12).map("".join)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | lines,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(lines, inner, max_size=2),
    max_leaves=4,
)
keys = (
    st.sampled_from(["title", "aliases", "tags", "permalink", "cssclasses", "lang", "publish", "date", "x"])
    | lines
)
heads = st.none() | st.dictionaries(keys, values, max_size=4) | st.text(max_size=30)


def whole(head: Mapping[str, Any] | str | None, body: str) -> str:
    """Return a note's text; a head that is a text may be no YAML."""
    if head is None:
        return body
    written = head if isinstance(head, str) else yaml.safe_dump(dict(head), allow_unicode=True)
    return f"---\n{written}\n---\n{body}"


def vault_of(text: str) -> LinkedVault:
    texts = {"Host.md": text.replace("\0", ""), **BESIDE}
    notes = [(path, compile_note(own, read(own), Dialect())) for path, own in texts.items()]
    return link(notes, ["seen.png", "seen.pdf", "b.png"])


def check(text: str) -> None:
    """Bring a note through all stages and hold each of its pages to the laws."""
    vault = vault_of(text)
    shelf, unlinked = Shelf(vault), Unlinked(vault)
    names(vault)
    for path, note in vault.notes.items():
        html = str(render(vault, shelf, path, strings("en")).article.html)
        assert harm(f"<!doctype html><body>{html}") == [], text
        assert Balance.of(html) == [], (text, html)
        markdown_copy(vault, note)
        unlinked.of(note)


class Balance(HTMLParser):
    """Finds tags that have no partner, or cross."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    @classmethod
    def of(cls, html: str) -> list[str]:
        reader = cls()
        reader.feed(html)
        reader.close()
        return [*reader.faults, *(f"<{tag}>" for tag in reader.open)]

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  its base's
        if tag not in VOID | OURS:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """It is both."""

    def handle_endtag(self, tag: str) -> None:
        if tag in OURS:
            return
        if self.open[-1:] == [tag]:
            self.open.pop()
        else:
            self.faults.append(f"</{tag}>")


@pytest.mark.parametrize("text", FOUND)
def test_what_was_found_once(text: str) -> None:
    check(text)


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(heads, bodies)
def test_any_note_becomes_a_page(head: Mapping[str, Any] | str | None, body: str) -> None:
    check(whole(head, body))
