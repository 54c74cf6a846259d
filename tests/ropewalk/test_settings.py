"""Obsidian's own settings: each is read, and a path that they keep out stays out in every casing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ropewalk.model.vault import Settings
from ropewalk.settings import read_settings, withholds

TEMPLATER = ".obsidian/plugins/templater-obsidian/data.json"


def read_from(root: Path, **files: object) -> Settings:
    for name, value in files.items():
        file = root / (TEMPLATER if name == "templater" else f".obsidian/{name}.json")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(value), encoding="utf-8-sig")
    settings, found = read_settings(root)
    assert found == ()
    return settings


def test_a_folder_without_settings_has_obsidians_own(tmp_path: Path) -> None:
    assert read_from(tmp_path) == Settings()
    assert read_from(tmp_path, app={}, templates={}, templater={}) == Settings()
    (tmp_path / "file").write_text("")
    assert read_settings(tmp_path / "file") == (Settings(), ())


def test_every_setting_is_read(tmp_path: Path) -> None:
    app = {
        "strictLineBreaks": True,
        "attachmentFolderPath": "./e\u0301",
        "newLinkFormat": "relative",
        "newFileLocation": "folder",
        "newFileFolderPath": " ./In/box/ ",
        "userIgnoreFilters": ["Old/", "//", "/", "/a/", "x/b/"],
    }
    templates = {"folder": "/T/", "dateFormat": "DD.MM.", "timeFormat": "H"}
    settings = read_from(tmp_path, app=app, templates=templates, templater={"templates_folder": "U"})
    assert settings == Settings(
        strict_line_breaks=True,
        attachment_folder="./\u00e9",
        link_format="relative",
        excluded=("Old/", "//", "/", "/a/", "x/b/"),
        template_folders=("T", "U"),
        date_format="DD.MM.",
        time_format="H",
        new_notes="folder",
        new_note_folder="In/box",
    )
    same = read_from(tmp_path, templates={"folder": "T"}, templater={"templates_folder": "./T/"})
    assert same.template_folders == ("T",)


@pytest.mark.parametrize(
    ("entry", "kept_out", "published"),
    [
        ("Stra\u00dfe", ["STRASSE/a.md", "stra\u00dfe.md"], ["b/Stra\u00dfe.md"]),
        ("/draft-\\d/", ["Draft-1.md", "b/draft-2/c.md"], ["draft-x.md"]),
        ("/a/", ["a.md", "bAb.md"], ["b.md"]),
        ("//", ["//x"], ["a/b.md"]),
        ("/x", ["/x/a.md"], ["x.md"]),
        ("x/", ["X/a.md"], ["x.md", "b/x/a.md"]),
    ],
)
def test_an_entry_keeps_out_a_beginning_or_what_an_expression_finds(
    entry: str, kept_out: list[str], published: list[str]
) -> None:
    check = withholds(Settings(excluded=("never", entry, "/never/")))
    assert [path for path in (*kept_out, *published) if check(path)] == kept_out


def test_what_lies_in_a_folder_of_templates_is_kept_out_and_nothing_beside_it() -> None:
    check = withholds(Settings(template_folders=("T", "Meta/T")))
    assert [path for path in ("T/a.md", "t/A.md", "meta/t/b", "T2/a", "T.md", "Meta/a") if check(path)] == [
        "T/a.md",
        "t/A.md",
        "meta/t/b",
    ]


def test_settings_of_more_than_a_mebibyte_are_not_read_to_their_end(tmp_path: Path) -> None:
    file = tmp_path / ".obsidian" / "app.json"
    file.parent.mkdir()
    filled = json.dumps({"newLinkFormat": "absolute", "x": "#"}).replace("#", " " * (1 << 20))
    file.write_text(filled)
    settings, (finding,) = read_settings(tmp_path)
    assert settings == Settings()
    assert (finding.path, finding.code) == (".obsidian/app.json", "RW117")
    file.write_text(filled[:40] + filled[-((1 << 20) - 40) :])
    assert read_settings(tmp_path)[0].link_format == "absolute"
