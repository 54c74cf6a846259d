"""Scanning: what is read, what is kept out, and what is said about it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifestcheck.diagnostic import Severity
from manifestcheck.position import Position
from ropewalk.model.vault import Vault
from ropewalk.vault import LARGEST_NOTE, decode, scan


def write(root: Path, path: str, data: bytes | str = b"text") -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return file


def paths(vault: Vault) -> list[str]:
    return [note.path for note in vault.notes]


def codes(vault: Vault) -> list[tuple[str, str]]:
    return [(one.code, one.path) for one in vault.diagnostics]


def test_notes_and_files_come_in_path_order(tmp_path: Path) -> None:
    for path in ("b/Note.MD", "a.md", "b.md", "b/img.png", "Z.md", "empty.md"):
        write(tmp_path, path)
    write(tmp_path, "empty.md", b"")
    vault = scan(tmp_path)
    assert paths(vault) == ["Z.md", "a.md", "b.md", "b/Note.MD", "empty.md"]
    assert [file.path for file in vault.files] == ["b/img.png"]
    assert vault.notes[4].text == ""
    assert vault.diagnostics == ()


def test_dot_paths_are_not_seen(tmp_path: Path) -> None:
    for path in (".trash/a.md", ".git/config", "b/.hidden.md", ".obsidian/x.md"):
        write(tmp_path, path)
    vault = scan(tmp_path)
    assert (vault.notes, vault.files, vault.withheld) == ((), (), frozenset())


def test_what_the_caller_excludes_does_not_exist(tmp_path: Path) -> None:
    for path in ("site/index.md", "site2/a.md", "mkdocs.yml", "a.md"):
        write(tmp_path, path)
    vault = scan(tmp_path, exclude=["site/", "mkdocs.yml", ""])
    assert paths(vault) == ["a.md", "site2/a.md"]
    assert (vault.files, vault.withheld) == ((), frozenset())


def test_of_what_is_kept_back_only_the_names_are_known(tmp_path: Path) -> None:
    for path in ("private/a.md", "private/b.png", "private2/c.md", "d.md"):
        write(tmp_path, path, b"\xff" if path == "private/a.md" else b"")
    (tmp_path / "e.md").symlink_to(tmp_path / "private" / "a.md")
    vault = scan(tmp_path, kept_back=["/private/", ""])
    assert paths(vault) == ["d.md", "private2/c.md"]
    assert vault.withheld == {"e.md", "private/a.md", "private/b.png"}
    assert vault.diagnostics == ()


def test_text_is_decoded_without_mark_and_with_plain_line_ends(tmp_path: Path) -> None:
    write(tmp_path, "a.md", b"\xef\xbb\xbf---\r\nx: 1\r---\nend")
    assert scan(tmp_path).notes[0].text == "---\nx: 1\n---\nend"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\ufeff")))
def test_decoding_keeps_every_other_character(text: str) -> None:
    assert decode(text.encode()) == text
    assert decode(text.replace("\n", "\r\n").encode()) == text


def test_a_note_that_is_not_utf8_is_withheld(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "one\r\ntwo é".encode() + b"\xff")
    vault = scan(tmp_path)
    assert vault.notes == ()
    assert vault.withheld == {"a.md"}
    assert codes(vault) == [("RW110", "a.md")]
    assert vault.diagnostics[0].position == Position(2, 6)
    assert vault.diagnostics[0].severity is Severity.ERROR


def test_a_nul_is_replaced(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "one\nt\0o")
    vault = scan(tmp_path)
    assert vault.notes[0].text == "one\nt\ufffdo"
    assert codes(vault) == [("RW114", "a.md")]
    assert vault.diagnostics[0].position == Position(2, 2)


def test_a_note_of_more_than_16_mib_is_withheld(tmp_path: Path) -> None:
    write(tmp_path, "a.md", b"a" * LARGEST_NOTE)
    write(tmp_path, "b.md", b"a" * (LARGEST_NOTE + 1))
    vault = scan(tmp_path)
    assert paths(vault) == ["a.md"]
    assert vault.withheld == {"b.md"}
    assert codes(vault) == [("RW112", "b.md")]


def test_a_folder_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    assert codes(scan(tmp_path / "missing")) == [("RW113", "")]


def test_a_note_that_cannot_be_read_is_withheld(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = write(tmp_path, "locked.md")
    write(tmp_path, "open.md")
    plain = Path.open

    def refuse(path: Path, mode: str) -> object:
        if path == locked:
            raise PermissionError(13, "Permission denied")
        return plain(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    vault = scan(tmp_path)
    assert paths(vault) == ["open.md"]
    assert vault.withheld == {"locked.md"}
    assert str(vault.diagnostics[0]) == "locked.md: RW113 the note cannot be read: permission denied"


def test_names_are_in_nfc_and_twins_are_reported(tmp_path: Path) -> None:
    composed, split = normalize("NFC", "é.md"), normalize("NFD", "é.md")
    write(tmp_path, f"one/{split}")
    write(tmp_path, f"two/{split}", "first in byte order")
    write(tmp_path, f"two/{composed}", "second")
    vault = scan(tmp_path)
    assert paths(vault) == [f"one/{composed}", f"two/{composed}"]
    assert vault.notes[0].file.name == split
    assert vault.notes[1].text == "first in byte order"
    assert codes(vault) == [("RW115", f"two/{composed}")]


def test_a_name_that_is_not_unicode_is_skipped(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/caf\xe9.md", "wb") as stream:  # noqa: PTH123  a Path takes no bytes
        stream.write(b"text")
    vault = scan(tmp_path)
    assert vault.notes == ()
    assert codes(vault) == [("RW116", "caf\ufffd.md")]


def test_a_link_out_of_the_vault_is_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path, "outside/secret.md")
    root = tmp_path / "vault"
    write(root, "a.md")
    (root / "b.md").symlink_to(secret)
    (root / "c").symlink_to(secret.parent, target_is_directory=True)
    (root / "d.md").symlink_to(root / "gone.md")
    (root / "e.md").symlink_to(root / "e.md")
    # A sibling whose name begins as the vault's does is outside, too.
    (root / "f.md").symlink_to(write(tmp_path, "vault-2/x.md"))
    vault = scan(root)
    assert paths(vault) == ["a.md"]
    assert codes(vault) == [("RW111", name) for name in ("b.md", "c", "d.md", "e.md", "f.md")]


def test_a_link_within_the_vault_is_followed_once(tmp_path: Path) -> None:
    root = tmp_path / "vault"
    write(root, "a/one.md")
    write(root, "b/two.md")
    (root / "a/up").symlink_to(root, target_is_directory=True)
    (root / "a/other").symlink_to(root / "b", target_is_directory=True)
    (root / "b/back").symlink_to(root / "a", target_is_directory=True)
    (root / "alias.md").symlink_to(root / "a/one.md")
    entrance = tmp_path / "entrance"
    entrance.symlink_to(root, target_is_directory=True)
    expected = ["a/one.md", "a/other/two.md", "alias.md", "b/back/one.md", "b/two.md"]
    assert paths(scan(root)) == expected
    assert paths(scan(entrance)) == expected
    assert scan(root).diagnostics == ()


def test_a_link_does_not_reach_what_is_hidden(tmp_path: Path) -> None:
    write(tmp_path, ".trash/a.md")
    write(tmp_path, "Private/b.md")
    write(tmp_path, "site/c.md")
    write(tmp_path, "open/inner/d.md")
    write(tmp_path, ".obsidian/app.json", json.dumps({"userIgnoreFilters": ["Private/"]}))
    for name, target in (
        ("1.md", ".trash/a.md"),
        ("2.md", "Private/b.md"),
        ("3.md", "site/c.md"),
        ("4", "open"),
    ):
        (tmp_path / name).symlink_to(tmp_path / target)
    vault = scan(tmp_path, exclude=["site", "open/inner"])
    assert vault.notes == ()
    assert vault.withheld == {"2.md", "Private/b.md"}


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    assert scan(tmp_path).notes == ()


def test_obsidians_settings_are_honoured(tmp_path: Path) -> None:
    app = {
        "strictLineBreaks": True,
        "attachmentFolderPath": "./files",
        "userIgnoreFilters": ["Private/", "/draft-\\d+/", "Old"],
    }
    write(tmp_path, ".obsidian/app.json", json.dumps(app))
    write(tmp_path, ".obsidian/templates.json", json.dumps({"folder": "/Templates/"}))
    write(
        tmp_path,
        ".obsidian/plugins/templater-obsidian/data.json",
        json.dumps({"templates_folder": "Meta/T"}),
    )
    kept_out = {
        "Private/a.md",
        "x/Draft-12.md",
        "old notes.md",
        "Templates/d.md",
        "Meta/T/p.png",
        "Private/i.png",
    }
    for path in (*kept_out, "a.md", "x/Private/b.md", "Templates 2/c.md", "Meta/TT.md"):
        write(tmp_path, path)
    vault = scan(tmp_path)
    assert vault.settings.strict_line_breaks
    assert vault.settings.attachment_folder == "./files"
    assert vault.settings.template_folders == ("Templates", "Meta/T")
    assert vault.withheld == kept_out
    assert paths(vault) == ["Meta/TT.md", "Templates 2/c.md", "a.md", "x/Private/b.md"]


@pytest.mark.parametrize(
    ("data", "message", "position"),
    [
        (b'{\n "a": }', "not valid JSON: expecting value", Position(2, 7)),
        (b"\xff", "cannot be read", None),
        (b"[1]", "not an object in JSON", None),
        (b"1" * 5000, "cannot be read", None),
        (b"[" * 100_000, "cannot be read", None),
        (
            b'{"userIgnoreFilters": ["/[/"]}',
            "excluded files: `/[/` is no regular expression: unterminated character set at position 0",
            None,
        ),
    ],
)
def test_broken_settings_are_reported(
    tmp_path: Path, data: bytes, message: str, position: Position | None
) -> None:
    write(tmp_path, ".obsidian/app.json", data)
    write(tmp_path, "a.md")
    vault = scan(tmp_path)
    assert paths(vault) == ["a.md"]
    assert [(one.code, one.message, one.position) for one in vault.diagnostics] == [
        ("RW117", message, position)
    ]


@pytest.mark.parametrize("value", [7, None, "x", [7, "", "\ud800"], {"a": 1}])
def test_settings_of_another_type_are_ignored(tmp_path: Path, value: object) -> None:
    app = {"userIgnoreFilters": value, "attachmentFolderPath": value, "strictLineBreaks": value}
    write(tmp_path, ".obsidian/app.json", json.dumps(app))
    write(tmp_path, ".obsidian/templates.json", json.dumps({"folder": value if value != "x" else "/"}))
    write(tmp_path, "a.md")
    assert paths(scan(tmp_path)) == ["a.md"]
