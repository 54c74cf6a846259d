"""`ropewalk check` as its user calls it."""

import json
import sys
from pathlib import Path

import pytest

from ropewalk.cli import main

CONFIG = """
site_name: Notes
docs_dir: notes
theme: {name: ropewalk}
plugins:
  - ropewalk: {ignore: [RW210]}
"""


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    notes = tmp_path / "notes"
    (notes / "Sub").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    (notes / "A.md").write_text("Text\n\n> - see [[Gone]]\n")
    (notes / "Sub" / "B.md").write_text("![[B]]\n")
    (notes / "unused.png").write_bytes(b"")
    (notes / "Alone.md").write_text("")
    return tmp_path


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["ropewalk", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
    out, err = capsys.readouterr()
    return (end.value.code if isinstance(end.value.code, int) else 0), out, err


@pytest.mark.usefixtures("vault")
def test_findings_are_shown_with_their_lines(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = check(capsys, "check")
    assert (code, err) == (1, "")
    assert out.splitlines() == [
        "notes/A.md:3:9: RW201 link to `Gone` has no target",
        "  |",
        "3 | > - see [[Gone]]",
        "  |         ^",
        "help: Create it, or correct the link.",
        "",
        "notes/Sub/B.md:1:1: RW301 embed of `B` never ends: B › B",
        "  |",
        "1 | ![[B]]",
        "  | ^",
        "",
        "notes/unused.png: RW211 no published note leads to the file, so it is not published",
        "",
        "2 warnings, 1 info in 3 notes.",
    ]


@pytest.mark.usefixtures("vault")
def test_paths_and_codes_narrow_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = check(capsys, "check", "--format", "concise", "notes/Sub")
    assert (code, out) == (1, "notes/Sub/B.md:1:1: RW301 embed of `B` never ends: B › B\n")
    code, out, _ = check(capsys, "check", "--format", "concise", "notes/A.md", "--ignore", "RW2")
    assert (code, out) == (0, "")
    code, out, _ = check(capsys, "check", "--format", "concise", "--select", "RW211")
    assert (code, out) == (
        0,
        "notes/unused.png: RW211 no published note leads to the file, so it is not published\n",
    )


@pytest.mark.usefixtures("vault")
def test_programs_get_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = check(capsys, "check", "--format", "json")
    assert [(one["path"], one["line"], one["code"]) for one in json.loads(out)] == [
        ("notes/A.md", 3, "RW201"),
        ("notes/Sub/B.md", 1, "RW301"),
        ("notes/unused.png", None, "RW211"),
    ]
    _, out, _ = check(capsys, "check", "--format", "github")
    assert "::warning file=notes/A.md,title=RW201 a link has no target,line=3,col=9::link to" in out
    _, out, _ = check(capsys, "check", "--format", "sarif")
    run = json.loads(out)["runs"][0]
    assert run["tool"]["driver"]["name"] == "ropewalk"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["RW201", "RW211", "RW301"]


def test_a_folder_may_be_the_vault_itself(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (vault / "mkdocs.yml").unlink()
    code, out, _ = check(capsys, "check", "notes", "--format", "concise")
    assert code == 1
    assert "notes/Alone.md: RW210 the note has no link to another and none from another" in out


@pytest.mark.usefixtures("vault")
def test_what_is_not_there_gives_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert check(capsys, "check", "notes/C.md") == (2, "", "error: there is no `notes/C.md`\n")


def test_advice_about_manifests_is_given_here_and_not_by_a_build(
    vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (vault / "notes" / "A.md").write_text(
        "```yaml\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\n"
        "spec: {containers: [{name: a, image: 'b:1'}]}\n```\n"
    )
    code, out, _ = check(capsys, "check", "notes/A.md", "--format", "concise")
    assert code == 0
    assert "notes/A.md:3:7: MC311 kind: nothing replaces a bare pod" in out
    assert "MC3" not in check(capsys, "build")[2]


@pytest.mark.usefixtures("vault")
def test_rules_lists_what_codes_stand_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert check(capsys, "rules", "RW201")[1] == "RW201  a link has no target\n"
    assert check(capsys, "rules", "MC3")[1].count("\n") > 5
    assert check(capsys, "rules", "XY") == (2, "", "error: no code begins with `XY`\n")


def test_unknown_codes_get_the_nearest(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = check(capsys, "check", "--ignore", "RW211,RW2O1")
    assert code == 2
    assert "Invalid value for '--ignore': `RW2O1` is no code of a finding. Did you mean `RW201`?" in err
    (vault / "mkdocs.yml").write_text(CONFIG.replace("RW210", "RW21O"))
    code, _, err = check(capsys, "check")
    assert code == 2
    assert "option 'ignore': `RW21O` is no code of a finding. Did you mean `RW21" in err
    (vault / "mkdocs.yml").write_text(CONFIG.replace("[RW210]", "{RW210: 1}"))
    code, _, err = check(capsys, "check")
    assert (code, "write a list of codes" in err) == (2, True)
