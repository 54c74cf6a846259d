"""Moves and what they write, from the fixture file: each row is a vault, a move and what comes of it."""

from pathlib import Path

import pytest
import yaml

from manifestcheck.diagnostic import Severity
from ropewalk.broken import BrokenError
from tests.ropewalk.move.renaming import Asked, move, read_vault, write_vault

FIXTURES = Path(__file__).parent / "fixtures"
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['it']}")
    for file in sorted(FIXTURES.glob("*.yml"))
    for case in yaml.safe_load(file.read_text("utf-8"))
]


@pytest.mark.parametrize("case", CASES)
def test_a_move_writes_what_the_fixture_says(case: dict, tmp_path: Path) -> None:  # type: ignore[type-arg]  # as YAML has it
    root = tmp_path / "vault"
    root.mkdir()
    write_vault(root, case["vault"])
    before = read_vault(root)
    old, new = case["move"]
    asked = Asked(old=old, new=new, kind=case.get("kind", "path"))
    if "broken" in case:
        with pytest.raises(BrokenError) as raised:
            move(root, asked)
        told = str(raised.value) + (f" / {raised.value.help}" if raised.value.help else "")
        assert told == case["broken"]
    else:
        proven = move(root, asked)
        assert [str(one) for one in proven.conflicts] == case.get("refused", [])
        assert {(one.severity, bool(one.help)) for one in proven.conflicts} <= {(Severity.ERROR, True)}
        counts = {"links": proven.plan.links, "tags": proven.plan.tags, "files": len(proven.plan.edits)}
        assert case.get("counts", counts) == counts
    expected = dict(before)
    for gone in case.get("gone", []):
        del expected[gone]
    expected |= case.get("after", {})
    assert read_vault(root) == expected
    assert {entry.name for entry in tmp_path.iterdir()} == {"vault"}
