"""The theme's texts: every language has all of them, and templates and scripts ask for no other."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from ropewalk.strings import spoken_date, strings
from tests.ropewalk.theming import HERE, MINIMAL, SOURCES, STRINGS, elements, page, render


@pytest.mark.parametrize("language", ["de"])
def test_a_language_has_every_text_and_each_value_of_it(language: str) -> None:
    spoken: dict[str, str] = yaml.safe_load((HERE / "strings" / f"{language}.yml").read_text("utf-8"))
    assert spoken.keys() == STRINGS.keys()
    for key, said in spoken.items():
        assert set(re.findall(r"\{\w+\}", said)) == set(re.findall(r"\{\w+\}", STRINGS[key])), key
    assert len(spoken["months"].split()) == 12


def test_days_are_said_in_the_language_of_the_site() -> None:
    assert spoken_date(strings("en"), date(2026, 3, 5)) == "5 March 2026"
    assert spoken_date(strings("de-AT"), date(2026, 3, 5)) == "5. März 2026"


def test_templates_use_only_known_texts() -> None:
    """Each text that a template names is in the English list."""
    for path in HERE.rglob("*.html"):
        for key in re.findall(r"strings\.(\w+)", path.read_text(encoding="utf-8")):
            assert key == "html" or key in STRINGS, f"{path.name}: {key}"


def script_keys() -> set[str]:
    """The keys of texts that scripts ask for; one made at run time stands for all it may be."""
    found: set[str] = set()
    for path in SOURCES.rglob("*.js"):
        source = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'"((?:graph|keys|search|copy|copied)_?\w*)"', source)) & STRINGS.keys()
        for call in re.findall(r'\b(?:text|group)\(["`]([^"`]+)["`]', source):
            prefix = call.split("${")[0]
            whole = prefix == call
            keys = {
                key
                for key in STRINGS
                if (key in {call, f"{call}_one", f"{call}_other"} if whole else key.startswith(prefix))
            }
            assert keys, f"{path.name}: {call}"
            found |= keys
    return found


def test_scripts_are_given_exactly_the_texts_they_use() -> None:
    """The page hands over what scripts ask for, and no more."""
    block = next(node for node in elements(render(page(MINIMAL))) if node.get("id") == "rw-strings")
    assert set(json.loads(block.text)) == script_keys()


@pytest.mark.parametrize("file", sorted((HERE / "strings").glob("*.yml")), ids=lambda file: file.stem)
def test_no_text_ends_where_yaml_sees_a_comment(file: Path) -> None:
    lines = [line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert [line for line in lines if " #" in line and ': "' not in line] == []
