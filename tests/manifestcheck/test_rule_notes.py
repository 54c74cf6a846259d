"""The notes on rules are their pages, their examples and their tests at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt

from manifestcheck import Finding, check
from manifestcheck.advice import MEANINGS as ALL
from manifestcheck.advice import RULES
from manifestcheck.codes import MEANINGS

NOTES = Path(__file__).parents[2] / "notes" / "rules"
MARK = re.compile(r'\s*# error: (\d+) \[(MC\d+)\] "(.*)"')
OF_SERVER = {*MEANINGS} - {"MC002", "MC204", "MC205", "MC206", "MC207", "MC208"}


def fences(section: str) -> Iterator[tuple[str, str]]:
    """Yield the note's name and the text of each fence of a section of each note."""
    for note in sorted(NOTES.glob("*.md")):
        heading = ""
        tokens = MarkdownIt().parse(note.read_text(encoding="utf-8"))
        for before, token in zip([None, *tokens], tokens, strict=False):
            if token.type == "inline" and before is not None and before.type == "heading_open":
                heading = token.content
            elif token.type == "fence" and heading == section:
                yield note.stem, token.content


def findings(text: str) -> list[Finding]:
    return [finding for report in check(text) for finding in report.diagnostics]


def own(name: str) -> tuple[str, ...]:
    """Return the beginnings of the codes that a note is about."""
    codes = tuple(rule.code for rule in RULES if rule.name == name)
    return codes or ("MC0", "MC1", "MC2")


FLAGGED = list(fences("Flagged"))
ACCEPTED = list(fences("Accepted"))


@pytest.mark.parametrize(("name", "text"), FLAGGED, ids=[name for name, _ in FLAGGED])
def test_what_is_flagged_is_found_where_the_mark_says(name: str, text: str) -> None:
    lines = text.splitlines()
    marks = [(number, match) for number, line in enumerate(lines) if (match := MARK.fullmatch(line))]
    found = [finding for finding in findings(text) if finding.code.startswith(own(name))]
    assert marks
    assert len(found) == len(marks), found
    for number, match in marks:
        line = next(at for at in range(number + 1, len(lines)) if not MARK.fullmatch(lines[at])) + 1
        here = [finding for finding in found if (finding.line, finding.code) == (line, match[2])]
        assert [str(finding.column) for finding in here] == [match[1]], found
        assert match[3] in here[0].message


@pytest.mark.parametrize(("name", "text"), ACCEPTED, ids=[name for name, _ in ACCEPTED])
def test_what_is_accepted_has_no_finding_of_the_note(name: str, text: str) -> None:
    found = findings(text)
    codes = {finding.code for finding in found}
    if name == "pod-security":  # it always says what a pod meets
        assert [one.message for one in found if one.code == "MC310"] == [
            "meets the Pod Security Standard `restricted`"
        ]
        codes -= {"MC310"}
    assert [code for code in codes if code.startswith(own(name))] == []
    assert {report.verdict for report in check(text)} == {"valid"}


def test_every_code_is_another_name_of_one_note() -> None:
    """A card's finding leads to the note that its code names."""
    heads = [note.read_text(encoding="utf-8").split("---\n")[1] for note in NOTES.glob("*.md")]
    aliases = [alias for head in heads for alias in yaml.safe_load(head).get("aliases", ())]
    assert sorted(alias for alias in aliases if alias.startswith("MC")) == sorted(ALL)
    assert "RW501" in aliases


def test_every_rule_has_its_note_and_a_sentence_of_help() -> None:
    notes = {note.stem: note.read_text(encoding="utf-8") for note in NOTES.glob("*.md")}
    for rule in RULES:
        assert f"`{rule.code}`" in notes[rule.name]
        assert rule.help.endswith(".")
        assert {name for name, _ in FLAGGED} & {rule.name}
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


def test_every_code_of_the_server_is_shown() -> None:
    shown = {match[2] for _, text in FLAGGED for line in text.splitlines() if (match := MARK.fullmatch(line))}
    assert {*MEANINGS} - shown <= {"MC002"} | {f"MC20{number}" for number in range(4, 9)}
