"""What the author of a flag that is neither `true` nor `false` is told."""

from __future__ import annotations

import pytest

from manifestcheck.diagnostic import Severity
from ropewalk.properties import read

HELP = "Write `true` or `false`, without quotes."


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("publish: no", "`no` in `publish`"),
        ("publish: 'true'", "`true` in `publish`"),
        ("publish: !!bool false", "`false` in `publish`"),
        ("publish:", "nothing in `publish`"),
        ("publish: ' '", "nothing in `publish`"),
        ("publish: [true]", "a list in `publish`"),
        ("publish: {true: true}", "a map in `publish`"),
        ("draft: off", "`off` in `draft`"),
        ("' Draft ': 'yes  or  no'", "`yes or no` in `Draft`"),
        ("publish: " + "a" * 60, f"`{'a' * 60}` in `publish`"),
        ("publish: " + "a" * 61, f"`{'a' * 60}…` in `publish`"),
    ],
)
def test_a_flag_that_is_no_flag_is_named_with_the_way_out(written: str, said: str) -> None:
    (finding,) = read(f"---\n{written}\n---\n").findings
    assert finding.message == f"{said} is not `true` or `false`: the note is not published"
    assert (finding.code, finding.severity, finding.help) == ("RW105", Severity.WARNING, HELP)


@pytest.mark.parametrize("key", ["x", "[publish]", "{draft: true}", "unpublish"])
def test_what_is_no_flag_says_nothing(key: str) -> None:
    assert read(f"---\n? {key}\n: false\npublish: true\n---\n").publish is True


def test_no_flag_has_the_last_word() -> None:
    for block in (
        "publish: true\nPublish: true",
        "draft: false\npublish: true",
        "Draft: false\npublish: true",
    ):
        assert read(f"---\n{block}\n---\n").publish is True
    for block in ("draft: true\npublish: true", "publish: true\nPublish: 1", "DRAFT: x\ndraft: false"):
        assert read(f"---\n{block}\n---\n").publish is False
