"""What becomes of a template."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.broken import BrokenError
from ropewalk.create.template import choose_template, filled, templates_of
from ropewalk.model.vault import Settings

AT = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# {{title}}\n{{date}} {{time}}", "# T\n2026-11-25 08:30"),
        ("{{date:dddd [at] HH}}", "Wednesday at 08"),
        ("{{time:YYYY}}", "2026"),
        ("{{ Title }}", "T"),
        ("{{other}} {{title:x}} {{", "{{other}} {{title:x}} {{"),
        ("{{a {{title}} }}", "{{a T }}"),
        ("{{{title}}}", "{T}"),
    ],
)
def test_placeholders(text: str, expected: str) -> None:
    assert filled(text, "T", AT, Settings()) == expected


def test_the_vault_has_its_own_formats() -> None:
    settings = Settings(date_format="DD.MM.YY", time_format="H[h]")
    assert filled("{{date}} {{time}}", "T", AT, settings) == "25.11.26 8h"


@given(st.text(alphabet="{}ab \n"))
def test_text_without_known_placeholders_stays(text: str) -> None:
    assert filled(text, "T", AT, Settings()) == text


def test_templates_are_the_notes_of_the_named_folders(tmp_path: Path) -> None:
    for name in ("T/Day.md", "T/Sub/Book.md", "T/.hidden.md", "T/picture.png", "U/Day.md", "U/Log.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    found = templates_of(tmp_path, Settings(template_folders=("T", "U", "gone")))
    assert {name: file.relative_to(tmp_path).as_posix() for name, file in found.items()} == {
        "Day": "T/Day.md",
        "Sub/Book": "T/Sub/Book.md",
        "Log": "U/Log.md",
    }


def test_a_template_is_chosen_by_its_name_or_because_it_is_the_only_one() -> None:
    several = dict.fromkeys(("Day", "Old/Day", "Sub/Book"), Path())
    assert choose_template(several, None) is None
    assert choose_template({"Day": Path()}, None) == "Day"
    assert choose_template({}, None) is None
    assert choose_template(several, "day.md") == "Day"
    assert choose_template(several, "book") == "Sub/Book"
    with pytest.raises(BrokenError, match="there is no template `Boook`") as error:
        choose_template(several, "Boook")
    assert error.value.help == "There are `Day`, `Old/Day`, `Sub/Book`."
    with pytest.raises(BrokenError, match="there is no template `Dai`"):
        choose_template({}, "Dai")
    with pytest.raises(BrokenError, match="there is more than one template `x`"):
        choose_template(dict.fromkeys(("a/x", "b/x"), Path()), "x")
