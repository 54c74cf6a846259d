"""The server's rules on hand-written documents, which say above what the server says of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from manifestcheck import check
from manifestcheck.diagnostic import Severity
from manifestcheck.version import Version

FIXTURES = Path(__file__).with_name("fixtures") / "rules"
MARK = re.compile(r"# error: (\w+) (\S+(?: \S+[\]}])?) (.*)")
"""Type, field and the server's words, of which `…` stands for the rest."""
NEWEST = Version(1, 36)
VERSIONS = Path(__file__).with_name("fixtures") / "rule_versions.yaml"
VERSION_MARK = re.compile(r"# (until|from) ([\d.]+): (.*)")


def documents() -> Iterator[tuple[str, str]]:
    for path in sorted(FIXTURES.glob("*.yaml")):
        for number, text in enumerate(path.read_text(encoding="utf-8").split("\n---\n"), 1):
            yield f"{path.stem}-{number}", text


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in documents()])
def test_the_server_s_words(text: str) -> None:
    expected = sorted(match.groups() for match in map(MARK.fullmatch, text.splitlines()) if match)
    (report,) = check(text)
    found = sorted(
        (finding.type.removeprefix("FieldValue"), finding.field, finding.message)
        for finding in report.diagnostics
        if finding.severity is Severity.ERROR
    )
    assert [one[:2] for one in found] == [one[:2] for one in expected], found
    for (_, _, message), (_, _, words) in zip(found, expected, strict=True):
        start, cut, _ = words.partition("…")
        assert message.startswith(start)
        assert cut or message == words


def said(text: str, version: Version) -> list[str]:
    (report,) = check(text, kubernetes_version=str(version))
    return [finding.message for finding in report.diagnostics if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("text", VERSIONS.read_text(encoding="utf-8").split("\n---\n"))
def test_a_rule_holds_until_or_from_a_version(text: str) -> None:
    match = VERSION_MARK.match(text)
    assert match
    which, written, words = match.groups()
    holds = Version.parse(written)
    other = Version(holds.major, holds.minor + (1 if which == "until" else -1))
    start, cut, _ = words.partition("…")
    assert not said(text, other)
    (message,) = said(text, holds)
    assert message.startswith(start)
    assert cut or message == words


ENDLESS = {
    "$NUMBER": "9" * 5000,
    "$NESTED": "[" * 100_000,
}


@pytest.mark.parametrize(
    "text", (FIXTURES.parent / "endless.yaml").read_text(encoding="utf-8").split("\n---\n")
)
def test_what_has_no_bounds_is_an_error_and_no_crash(text: str) -> None:
    for mark, value in ENDLESS.items():
        text = text.replace(mark, value)
    assert len(said(text, NEWEST)) == 1
