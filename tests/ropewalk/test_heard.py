"""Which findings are told."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from manifestcheck.diagnostic import Diagnostic, Severity
from ropewalk.build import load
from ropewalk.heard import Choice, heard
from ropewalk.options import Options

FIXTURES = Path(__file__).with_name("fixtures") / "ignored.yml"
CASES: list[dict[str, Any]] = yaml.safe_load(FIXTURES.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_comments_ignore_findings(case: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "Note.md").write_text(case["note"], encoding="utf-8")
    found = load(tmp_path, Options()).diagnostics
    left = [f"{one.position.line} {one.code}" for one in found if one.position and one.severity != "info"]
    assert left == case["left"]


@pytest.mark.parametrize(
    ("choice", "wanted"),
    [
        (Choice(), ["RW201", "RW210", "MC101"]),
        (Choice(select=("RW",)), ["RW201", "RW210"]),
        (Choice(ignore=("RW2", "MC102")), ["MC101"]),
        (Choice(select=("RW",), ignore=("RW201",)), ["RW210"]),
    ],
)
def test_codes_are_chosen_by_their_beginnings(choice: Choice, wanted: list[str]) -> None:
    found = [
        Diagnostic(path="A.md", position=None, code=code, severity=Severity.INFO, message="")
        for code in ("RW201", "RW210", "MC101")
    ]
    assert [one.code for one in heard(found, {}, choice)] == wanted
