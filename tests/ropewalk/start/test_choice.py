"""Which folder is taken for the vault, where nobody is asked."""

from pathlib import Path

import pytest

from ropewalk.broken import BrokenError
from ropewalk.start.choice import choose_vault


def folder_of(root: Path, *files: str) -> Path:
    for name in files:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("{}")
    return root


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (("A.md",), "."),
        ((".obsidian/app.json", "Sub/A.md"), "."),
        (("README.md", "notes/A.md"), "notes"),
        (("README.md",), "."),
        (("Index.md", "notes/A.md"), "."),
        (("README.md", "docs/A.md", "vault/.obsidian/app.json"), "vault"),
        (("A.md", "vault/.obsidian/app.json"), "vault"),
        (("deep/er/A.md", "src/a.py", ".hidden/B.md"), "deep"),
    ],
)
def test_the_vault_is_what_obsidian_has_opened_else_where_notes_are(
    tmp_path: Path, files: tuple[str, ...], expected: str
) -> None:
    assert choose_vault(folder_of(tmp_path, *files), None) == Path(expected)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (("a.txt", ".trash/A.md"), "there are no notes in `here`"),
        (("one/A.md", "two/B.md"), "several folders have notes: `one`, `two`"),
        (("b/.obsidian/app.json", "a/.obsidian/app.json"), "several folders have notes: `a`, `b`"),
    ],
)
def test_none_or_several_are_not_guessed_at(tmp_path: Path, files: tuple[str, ...], message: str) -> None:
    with pytest.raises(BrokenError, match=message):
        choose_vault(folder_of(tmp_path / "here", *files), None)


def test_a_named_folder_is_the_vault_if_it_is_here(tmp_path: Path) -> None:
    here = folder_of(tmp_path / "here", "one/A.md", "two/B.md", "../far/C.md")
    assert choose_vault(here, "two") == Path("two")
    assert choose_vault(here, "./one/../two/") == Path("two")
    assert choose_vault(here, str(here)) == Path()
    with pytest.raises(BrokenError, match="is not in the current folder"):
        choose_vault(here, "../far")
    with pytest.raises(BrokenError, match="there is no folder `gone`"):
        choose_vault(here, "gone")
