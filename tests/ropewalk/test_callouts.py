"""Every type of callout and every other name of it: kept on the page, named in the theme's style."""

from importlib.resources import files
from pathlib import Path

import pytest

from tests.ropewalk.rendering import page

TYPES = {
    "note": (),
    "abstract": ("summary", "tldr"),
    "info": (),
    "todo": (),
    "tip": ("hint", "important"),
    "success": ("check", "done"),
    "question": ("help", "faq"),
    "warning": ("caution", "attention"),
    "failure": ("fail", "missing"),
    "danger": ("error",),
    "bug": (),
    "example": (),
    "quote": ("cite",),
}
STYLE = (files("ropewalk.theme") / "src" / "style" / "callouts.css").read_text("utf-8")


@pytest.mark.parametrize("name", [name for main, others in TYPES.items() for name in (main, *others)])
def test_type(name: str, tmp_path: Path) -> None:
    html = page(tmp_path, f"> [!{name.upper()}]\n> text\n").html
    assert f'class="callout" data-callout="{name}"' in html
    assert f'<div class="callout-title-inner">{name.capitalize()}</div>' in html


@pytest.mark.parametrize(("main", "others"), TYPES.items())
def test_the_other_names_look_like_the_type(main: str, others: tuple[str, ...]) -> None:
    rules = [rule for rule in STYLE.split("}") if f'[data-callout="{main}"]' in rule]
    # What has no rule of its own, `note`, looks as every callout does.
    assert rules or main == "note"
    assert all(f'[data-callout="{other}"]' in rule for rule in rules for other in others)
