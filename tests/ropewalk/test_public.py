"""What the packages offer to programs is what the guide says they do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from markdown_it import MarkdownIt

import manifestcheck
import ropewalk
from ropewalk.syntax.fence import parse_info

GUIDE = Path(__file__).parents[2] / "notes" / "Ropewalk" / "From Python.md"
TOKENS = MarkdownIt().enable("table").parse(GUIDE.read_text(encoding="utf-8"))


def listed(heading: str) -> Iterator[str]:
    """Yield the first words of a table's rows below a heading."""
    below, cell = "", 0
    for before, token in zip([None, *TOKENS], TOKENS, strict=False):
        if token.type == "inline" and before and before.type == "heading_open":
            below = token.content
        cell = 0 if token.type == "tr_open" else cell + (token.type == "td_open")
        if token.type == "inline" and before and before.type == "td_open" and cell == 1 and below == heading:
            yield token.content.strip("`")


@pytest.mark.parametrize("package", [ropewalk, manifestcheck])
def test_the_guide_lists_what_a_package_exports(package: ModuleType) -> None:
    assert sorted(listed(package.__name__)) == sorted(package.__all__)
    assert (Path(str(package.__file__)).parent / "py.typed").is_file()


@pytest.mark.parametrize("package", [ropewalk, manifestcheck])
def test_each_name_is_there_and_documented(package: ModuleType) -> None:
    for name in package.__all__:
        assert getattr(package, name).__doc__
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        package.nothing  # noqa: B018


def test_the_examples_of_the_guide_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes" / "Drafts").mkdir(parents=True)
    (tmp_path / "notes" / "A.md").write_text("See [[B]] and [[Gone]].")
    (tmp_path / "notes" / "B.md").write_text("Text.")
    (tmp_path / "notes" / "Drafts" / "C.md").write_text("SECRET")
    (tmp_path / "deploy.yaml").write_text("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n")
    known: dict[str, object] = {}
    for token in TOKENS:
        if token.type == "fence" and parse_info(token.info).language == "python":
            exec(compile(token.content, str(GUIDE), "exec"), known)
    out = capsys.readouterr().out
    assert "A.md Position(line=1, column=15) RW201 warning link to `Gone` has no target" in out
    assert "B.md B/ B ['A.md']" in out
    assert "<p>Text.</p>" in out
    assert "invalid Pod a 1" in out
    assert "SECRET" not in out


def test_a_program_writes_the_site_that_the_command_writes(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "A.md").write_text("See [[Gone]].\n\n![[A]]\n")
    told = ropewalk.write_site(tmp_path / "notes", tmp_path / "site", cache=tmp_path / "cache")
    assert [one.code for one in told] == ["RW201", "RW301"]
    assert (tmp_path / "site" / "A" / "index.html").is_file()
    assert (tmp_path / "cache" / "cache.sqlite").is_file()
    with pytest.raises(ropewalk.BrokenError, match="there is no folder"):
        ropewalk.write_site(tmp_path / "gone", tmp_path / "site")
    with pytest.raises(ropewalk.BrokenError, match="is the vault itself"):
        ropewalk.write_site(tmp_path / "notes", tmp_path / "notes")
