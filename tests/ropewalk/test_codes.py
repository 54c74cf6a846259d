"""Every code that a finding can have is known, and no other."""

import ast
from pathlib import Path

import pytest

import ropewalk
from ropewalk.codes import OWN, UnknownCodeError, chosen


def test_the_codes_are_those_that_the_stages_use() -> None:
    used: set[str] = set()
    for file in Path(ropewalk.__path__[0]).rglob("*.py"):
        if file.name != "codes.py":
            nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            texts = (node.value for node in nodes if isinstance(node, ast.Constant))
            used |= {
                text for text in texts if isinstance(text, str) and text[:2] == "RW" and text[2:].isdigit()
            }
    assert used == OWN.keys()


def test_the_guide_lists_them() -> None:
    guide = Path(__file__).parents[2] / "notes" / "Ropewalk" / "Diagnostics.md"
    rows = [line for line in guide.read_text(encoding="utf-8").split("\n") if line.startswith("| RW")]
    assert rows == [f"| {code} | {said} |" for code, said in OWN.items()]


@pytest.mark.parametrize(
    ("word", "codes"), [("RW201", "RW201"), ("RW2", "RW2"), ("MC3", "MC3"), ("bare-pod", "MC311"), ("M", "M")]
)
def test_words_choose_codes(word: str, codes: str) -> None:
    assert chosen([word]) == (codes,)


@pytest.mark.parametrize(
    ("word", "help_"),
    [
        ("RW2O1", "Did you mean `RW201`?"),
        ("rw201", "Did you mean `RW201`?"),
        ("bare_pod", "Did you mean `bare-pod`?"),
        ("", "`ropewalk rules` lists them."),
        ("links", "`ropewalk rules` lists them."),
    ],
)
def test_other_words_get_the_nearest_code(word: str, help_: str) -> None:
    with pytest.raises(UnknownCodeError) as error:
        chosen([word])
    assert error.value.help == help_
