"""Embeds that go on and on: what stops them, and what the author is told."""

from pathlib import Path

from manifestcheck.diagnostic import Diagnostic
from ropewalk.render.embeds import MAX_DEPTH
from ropewalk.render.page import EMBED_BUDGET
from tests.ropewalk.rendering import a_site, rendered

LIMIT = "too many notes within notes"


def told(folder: Path, files: dict[str, str]) -> tuple[str, tuple[Diagnostic, ...]]:
    host = rendered(a_site(folder, files))
    return str(host.article.html), host.diagnostics


def test_notes_within_notes_end_at_a_depth(tmp_path: Path) -> None:
    files = {f"{depth}.md": f"level {depth}\n\n![[{depth + 1}]]\n" for depth in range(1, 12)}
    html, diagnostics = told(tmp_path, {"Host.md": "![[1]]\n", "12.md": "", **files})
    assert f"level {MAX_DEPTH}<" in html
    assert f"level {MAX_DEPTH + 1}<" not in html
    assert html.count(LIMIT) == 1
    assert [str(one) for one in diagnostics] == ["8.md:3:1: RW302 embed of `9` is too deep or one too many"]


def test_a_page_embeds_so_many_notes_and_no_more(tmp_path: Path) -> None:
    files = {f"{depth}.md": f"![[{depth + 1}]]\n\n" * 10 for depth in range(1, 4)}
    html, diagnostics = told(tmp_path, {"Host.md": "![[1]]\n", "4.md": "leaf\n", **files})
    assert html.count('class="markdown-embed"') == EMBED_BUDGET
    # One `1.md` and nine times `2.md` with its 110 are the budget, which leaves the tenth out.
    assert html.count(LIMIT) == 1
    assert {one.code for one in diagnostics} == {"RW302"}


def test_notes_that_embed_each_other_in_footnotes_end(tmp_path: Path) -> None:
    files = {
        "Host.md": "a[^1]\n\n[^1]: ![[Other]]\n",
        "Other.md": "b[^1]\n\n[^1]: ![[Host]]\n",
    }
    html, diagnostics = told(tmp_path, files)
    assert html.count("<li id=") == 2
    assert [one.code for one in diagnostics] == ["RW301"]


def test_a_cycle_is_told_where_it_closes_with_its_chain(tmp_path: Path) -> None:
    files = {"Host.md": "![[A]]\n", "A.md": "x ![[B#H]]\n", "B.md": "# H\n\n![[A]]\n"}
    html, diagnostics = told(tmp_path, files)
    assert "This would go on for ever: Host › A › B#h › A" in html
    assert [str(one) for one in diagnostics] == [
        "B.md:3:1: RW301 embed of `A` never ends: Host › A › B#h › A"
    ]
