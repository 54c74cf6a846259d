"""`ropewalk new` as its user calls it."""

from pathlib import Path

import pytest

from tests.ropewalk.commands import Command


@pytest.fixture
def ropewalk(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write("mkdocs.yml", "site_name: N\ndocs_dir: notes\ntheme: ropewalk\nplugins: [ropewalk]\n")
    write("notes/A.md", "See [[Knots]], [[knots#Bowline|a knot]] and `[[Knots]]`.\n\n%% [[Knots]] %%\n")
    write("notes/Private.md", "---\npublish: false\n---\n![[Knots]] and [far](far/Off.md)\n")
    return tmp_path


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8", newline="")


def settings(**files: str) -> None:
    for name, text in files.items():
        write(f"notes/.obsidian/{name}.json", text)


def test_a_wanted_note_is_written_and_told_who_wants_it(ropewalk: Command) -> None:
    assert ropewalk("new", "Knots") == 0
    assert Path("notes/Knots.md").read_text() == ""
    assert ropewalk.out == (
        "Wrote notes/Knots.md.\n"
        "It was wanted by:\n"
        "  notes/A.md:1:5\n"
        "  notes/A.md:1:16\n"
        "  notes/Private.md:4:1\n"
    )
    assert ropewalk("check", "--select", "RW201,RW303") == 0


def test_it_goes_where_the_only_links_that_want_it_look_for_it(ropewalk: Command) -> None:
    settings(app='{"newFileLocation": "folder", "newFileFolderPath": "Inbox/"}')
    assert ropewalk("new", "Off") == 0
    assert ropewalk.out == "Wrote notes/far/Off.md.\nIt was wanted by:\n  notes/Private.md:4:16\n"
    assert ropewalk("new", "Knots") == 0
    assert ropewalk.out.startswith("Wrote notes/Inbox/Knots.md.\nIt was wanted by:\n")
    assert ropewalk("new", "Sub/Other") == 0
    assert ropewalk.out == "Wrote notes/Sub/Other.md.\n"


def test_the_current_folder_counts_where_obsidian_says_so(
    ropewalk: Command, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(app='{"newFileLocation": "current"}')
    assert ropewalk("new", "X") == 0
    assert ropewalk.out == "Wrote notes/X.md.\n"
    write("mkdocs.yml", "site_name: N\ndocs_dir: .h\ntheme: ropewalk\nplugins: [{ropewalk: {vault: ..}}]\n")
    (here / "notes" / "Log").mkdir()
    (here / "notes" / "Log" / ".h").mkdir()
    (here / "mkdocs.yml").rename(here / "notes" / "Log" / "mkdocs.yml")
    monkeypatch.chdir(here / "notes" / "Log")
    assert ropewalk("new", "Y") == 0, ropewalk.err
    assert (here / "notes" / "Log" / "Y.md").is_file()


def test_a_template_is_filled_in(ropewalk: Command) -> None:
    settings(templates='{"folder": "T", "dateFormat": "[day]"}')
    write("notes/T/Log.md", "---\r\ntags: [log]\r\n---\r\n# {{title}}\n{{date}}\n")
    assert ropewalk("new", "Sub/One") == 0
    assert ropewalk.out == "Wrote notes/Sub/One.md from the template Log.\n"
    assert Path("notes/Sub/One.md").read_bytes() == b"---\ntags: [log]\n---\n# One\nday\n"
    write("notes/T/Plain.md", "<% tp.date.now() %>")
    assert ropewalk("new", "Two") == 0
    assert Path("notes/Two.md").read_text() == ""
    assert ropewalk.err == "Templates to choose from with --template: Log, Plain.\n"
    assert ropewalk("new", "Three", "--template", "plain") == 0
    assert "commands of Templater" in ropewalk.err
    assert ropewalk("new", "Four", "--no-template") == 0
    assert ropewalk.err == ""
    assert ropewalk("new", "Five", "--template", "Plane") == 2
    assert ropewalk.err == "error: there is no template `Plane`. Did you mean `Plain`?\n"
    assert not Path("notes/Five.md").exists()


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ("a", "the note `A.md` is there already"),
        ("Sub/../A", "`..` begins with a dot, so it would be hidden in `Sub/../A`. Choose another title."),
        ("Bad#name", "`#` breaks links to a name that holds it. Choose another title."),
        ("text.txt/B", "`text.txt` is a file, not a folder"),
        ("out/B", "`out/B.md` would lie outside of the vault"),
    ],
)
def test_what_cannot_be_is_refused(ropewalk: Command, here: Path, title: str, message: str) -> None:
    write("notes/text.txt", "")
    (here / "notes" / "out").symlink_to(here)
    before = sorted(here.rglob("*"))
    assert ropewalk("new", title) == 2
    assert ropewalk.err == f"error: {message}\n"
    assert sorted(here.rglob("*")) == before
    assert Path("notes/A.md").read_text().startswith("See")


def test_a_name_that_another_folder_has_needs_a_folder(ropewalk: Command) -> None:
    write("notes/Sub/B.md", "")
    write("notes/C.md", "[[B]]\n")
    assert ropewalk("new", "b") == 2
    assert ropewalk.err == (
        "error: the note `Sub/B.md` has that name, and links would not tell them apart. "
        "Name a folder to have both: `ropewalk new FOLDER/b`.\n"
    )
    assert ropewalk("new", "X/B") == 0
    assert ropewalk.err == "warning: notes/C.md:1:1: the link led to Sub/B.md and is no longer sure to\n"


def test_a_note_in_an_excluded_folder_is_told_to_stay_out(ropewalk: Command) -> None:
    settings(app='{"userIgnoreFilters": ["Old/"]}')
    assert ropewalk("new", "Old/One") == 0
    assert ropewalk.out.endswith("It is not published: Obsidian's settings exclude its folder.\n")
