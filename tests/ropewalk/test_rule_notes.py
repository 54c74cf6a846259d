"""The notes on Ropewalk's own rules are their pages, their examples and their tests at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from ropewalk.codes import OWN, meanings
from ropewalk.syntax.fence import parse_info
from tests.ropewalk.commands import Command

NOTES = Path(__file__).parents[2] / "notes" / "rules"
NOT_SHOWN = {
    "RW110",
    "RW111",
    "RW112",
    "RW113",
    "RW114",
    "RW115",
    "RW116",
    "RW407",
    "RW504",
    "RW601",
    "RW602",
}
"""What no text in a note can show: bytes, links and rights on the disk, time, a run that failed, a move."""


@dataclass(slots=True)
class Rule:
    """What a note says of one code."""

    code: str
    meaning: str
    said: str = ""
    """Its first paragraph, which begins with the severity."""
    flagged: dict[str, str] = field(default_factory=dict)
    told: str = ""
    accepted: dict[str, str] = field(default_factory=dict)


def rules() -> Iterator[Rule]:
    """Yield each section of a code: files, what is told of them, and files of which nothing is told."""
    for note in sorted(NOTES.glob("Rules of *.md")):
        rule = None
        tokens = MarkdownIt().parse(note.read_text(encoding="utf-8"))
        for before, token in zip([None, *tokens], tokens, strict=False):
            if token.type == "inline" and before and before.type == "heading_open":
                code, _, meaning = token.content.partition(": ")
                rule = Rule(code, meaning)
                yield rule
            elif token.type == "inline" and rule and not rule.said:
                rule.said = token.content
            elif token.type == "fence" and rule:
                title = parse_info(token.info).values.get("title")
                if title is None:
                    rule.told = token.content
                else:
                    (rule.accepted if rule.told else rule.flagged)[title] = token.content


RULES = list(rules())
SHOWN = [rule for rule in RULES if rule.flagged]


def check(rule: Rule, files: dict[str, str], ropewalk: Command, folder: Path, form: str = "concise") -> str:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        ropewalk("check", "--no-cache", "--format", form, "--select", rule.code)
    assert ropewalk.err == ""
    return ropewalk.out


@pytest.mark.parametrize("rule", SHOWN, ids=[rule.code for rule in SHOWN])
def test_what_a_note_shows_is_told_and_what_it_accepts_is_not(
    rule: Rule, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ropewalk = Command(capsys)
    assert check(rule, rule.flagged, ropewalk, tmp_path / "flagged") == rule.told != ""
    assert rule.code in rule.told
    found = json.loads(check(rule, {}, ropewalk, tmp_path / "flagged", "json"))
    assert {one["severity"] for one in found} <= {
        severity for severity in ("error", "warning", "info") if severity in rule.said.partition(":")[0]
    }
    if rule.accepted:
        assert check(rule, rule.accepted, ropewalk, tmp_path / "accepted") == ""


def test_every_code_of_our_own_has_its_section_in_order() -> None:
    assert sorted((rule.code, rule.meaning) for rule in RULES) == sorted(OWN.items())
    assert {rule.code for rule in RULES} - {rule.code for rule in SHOWN} == NOT_SHOWN


def test_every_code_at_all_is_in_a_note() -> None:
    text = "".join(note.read_text(encoding="utf-8") for note in NOTES.glob("*.md"))
    assert [code for code in meanings() if code not in text] == []
