"""Every code that a finding can have is known, and no other."""

import ast
from pathlib import Path

import ropewalk
from ropewalk.codes import OWN


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
