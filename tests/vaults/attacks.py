"""A vault that attacks its readers: each line of `attacks.yml` in each place that gets into a page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.pictures import saved

_DATA: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "attacks.yml").read_text("utf-8"))
ATTACKS: dict[str, str] = _DATA["attacks"]
ROUTES: list[str] = _DATA["routes"]
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="alert(1)">'
    '<script>alert(1)</script><image href="x" onerror="alert(1)"/><a xlink:href="javascript:alert(1)">'
    '<text y="20">x</text></a><foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="alert(1)">'
    '<iframe src="javascript:alert(1)"></iframe></body></foreignObject><rect width="9" height="9"/></svg>'
)
_LONGEST = 60
"""Characters of an attack in a file's name."""


def vault(together: int = 1) -> dict[str, str | bytes]:
    """Return a vault by path: a note for each attack, and what all of them link to.

    The texts of as many attacks as are `together` stand in the note of the first of them.
    """
    lines = list(ATTACKS.values())
    notes = {
        f"{number:03} {_name(line)}.md": note(line, () if number % together else lines[number:][:together])
        for number, line in enumerate(lines)
    }
    return {
        **notes,
        "index.md": "".join(f"- [[{path.removesuffix('.md')}]]\n" for path in notes)
        + "![[drawing.svg]] [[drawing.svg]] [[page.html]] [[data.xml]]\n",
        "seen.md": "# Seen\n\nWords of the note seen. ^block\n",
        "seen.png": saved("PNG"),
        "seen.pdf": b"%PDF-1.4",
        "drawing.svg": DRAWING,
        "page.html": "<script>alert(1)</script>",
        "data.xml": '<a><script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script></a>',
    }


def note(line: str, lines: Iterable[str]) -> str:
    """Return a note with one attack in its properties, and others in its text."""
    properties = {
        **dict.fromkeys(("title", "description", "lang", "dir", "up", line or "x"), line),
        **{name: [line, f"a/{line}"] for name in ("tags", "aliases", "cssclasses", "links")},
        "date": "2024-05-06",
        "map": {line: [line, {line: line}]},
    }
    head = yaml.safe_dump(properties, allow_unicode=True, width=10_000, default_flow_style=False)
    return f"---\n{head}---\n\n" + "\n\n".join(text for each in lines for text in texts(each))


def texts(line: str) -> Iterator[str]:
    """Yield the pieces of Markdown that bring a line into a note."""
    quoted = json.dumps(line, ensure_ascii=False)
    for route in ROUTES:
        yield route.replace("{json}", quoted).replace("{}", line)


def _name(line: str) -> str:
    return "".join(char for char in line if char not in "/\\\0\t\f\x01")[:_LONGEST].strip(" .")
