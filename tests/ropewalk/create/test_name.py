"""What a note may be called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.create.name import path_of, reason_against


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("My Note", "My Note"),
        (" My Note.md ", "My Note"),
        ("Sub / Note", "Sub/Note"),
        ("U\u0308ber", "\u00dcber"),
        ("v1.2", "v1.2"),
        ("日本語", "日本語"),
    ],
)
def test_a_title_is_a_path(title: str, path: str) -> None:
    assert path_of(title) == path
    assert reason_against(path) is None


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("", "the title is empty"),
        (".md", "the title is empty"),
        ("a//b", "a name is empty in `a//b`"),
        ("/etc", "a name is empty in `/etc`"),
        ("..", "`..` begins with a dot, so it would be hidden"),
        ("a/../b", "`..` begins with a dot, so it would be hidden in `a/../b`"),
        (".hidden", "`.hidden` begins with a dot, so it would be hidden"),
        ("a#b", "`#` breaks links to a name that holds it"),
        ("a|b", "`|` breaks links to a name that holds it"),
        ("a: b", "`:` breaks links to a name that holds it"),
        ("a [[b]]", "`[[` breaks links to a name that holds it"),
        ("what?", "`?` is refused in names by some systems"),
        ("a\\b", "`\\` is refused in names by some systems"),
        ("etc.", "`etc.` ends with a dot, which Windows takes away"),
        ("nul", "`nul` is the name of a device on Windows"),
        ("COM1.notes", "`COM1.notes` is the name of a device on Windows"),
        ("a\nb", "a name holds a character that cannot be shown"),
        ("\udc80", "a name holds a character that cannot be shown"),
        ("ä" * 127, "a name is too long for a file"),
    ],
)
def test_nasty_names_are_refused_with_the_reason(title: str, reason: str) -> None:
    assert reason_against(path_of(title)) == reason


@given(st.text())
def test_what_is_allowed_stays_within_the_vault(title: str) -> None:
    path = path_of(title)
    if reason_against(path) is None:
        assert path == path_of(path)
        for segment in path.split("/"):
            assert segment == segment.strip()
            assert not segment.startswith(".")
            assert len(f"{segment}.md".encode()) <= 255
