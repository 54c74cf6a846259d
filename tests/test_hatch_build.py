"""The build hook, on a theme of two files."""

from __future__ import annotations

import gettext
import json
import shutil
from pathlib import Path

import pytest

from hatch_build import MANIFESTS, THEME, BundleError, bundle, translate

PROJECT = Path(__file__).parents[1]
ENTRY = """
import MiniSearch from "minisearch";
import { name } from "./lib/name.js";
window.found = [MiniSearch, name];
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a project with the npm packages of this one."""
    for name in ("hatch_build.py", *MANIFESTS):
        shutil.copyfile(PROJECT / name, tmp_path / name)
    source = tmp_path / THEME / "src"
    (source / "lib").mkdir(parents=True)
    (source / "search.js").write_text(ENTRY, encoding="utf-8")
    (source / "lib" / "name.js").write_text("export const name = 'seiltänzer';", encoding="utf-8")
    if (PROJECT / "build" / "npm").is_dir():
        (tmp_path / "build").mkdir()
        shutil.copytree(PROJECT / "build" / "npm", tmp_path / "build" / "npm", symlinks=True)
    return tmp_path


def bundled(root: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (root / THEME / "-").glob("[!.]*")}


def test_a_script_is_bundled_with_what_it_imports_and_their_licences(root: Path) -> None:
    bundle(root)
    files = bundled(root)
    assert sorted(files) == ["licences.txt", "search.js"]
    script = files["search.js"].decode()
    assert script.startswith("(()=>{")
    assert "seiltänzer" in script
    assert "import" not in script
    assert files["licences.txt"].decode().startswith("minisearch 7.")
    assert "Permission is hereby granted" in files["licences.txt"].decode()


def test_the_same_sources_give_the_same_bytes_in_another_folder(root: Path) -> None:
    bundle(root)
    first = bundled(root)
    moved = root / "moved"
    moved.mkdir()
    for path in root.iterdir():
        if path != moved:
            path.rename(moved / path.name)
    shutil.rmtree(moved / THEME / "-")
    bundle(moved)
    assert bundled(moved) == first


def test_unchanged_sources_are_not_bundled_again(root: Path) -> None:
    bundle(root)
    script = root / THEME / "-" / "search.js"
    script.write_text("untouched", encoding="utf-8")
    bundle(root)
    assert script.read_text("utf-8") == "untouched"
    (root / THEME / "src" / "lib" / "name.js").write_text("export const name = 'new';", encoding="utf-8")
    bundle(root)
    assert "new" in script.read_text("utf-8")


def test_a_script_in_parts_names_what_each_part_needs(root: Path) -> None:
    parted = root / THEME / "src" / "parted"
    parted.mkdir()
    (parted / "tool.js").write_text('export const later = () => import("../lib/name.js");', encoding="utf-8")
    bundle(root)
    files = {file.name: file.read_text("utf-8") for file in (root / THEME / "-" / "tool").iterdir()}
    assert files.keys() > {"tool.js", "needs.js"}
    (name,) = files.keys() - {"tool.js", "needs.js"}
    assert f'part("./{name}")' in files["tool.js"]
    assert "seiltänzer" in files[name]
    assert all(text.startswith("ropewalkPart(") for key, text in files.items() if key != "needs.js")
    assert json.loads(files["needs.js"].removeprefix("ropewalkNeeds=").rstrip(";\n")) == {
        name: [],
        "tool.js": [],
    }


def test_each_language_of_the_theme_is_one_for_mkdocs(root: Path) -> None:
    (root / THEME / "strings").mkdir()
    (root / THEME / "strings" / "de.yml").touch()
    translate(root)
    catalogue = root / THEME / "locales" / "de" / "LC_MESSAGES" / "messages.mo"
    with catalogue.open("rb") as stream:
        assert gettext.GNUTranslations(stream).gettext("Next") == "Next"
    (root / THEME / "strings" / "de.yml").unlink()
    translate(root)
    assert not catalogue.exists()


def test_a_theme_without_entry_points_has_no_bundles(root: Path) -> None:
    bundle(root)
    (root / THEME / "src" / "search.js").unlink()
    bundle(root)
    assert not (root / THEME / "-").exists()


def test_a_mistake_in_a_script_is_one_line_and_leaves_nothing(root: Path) -> None:
    (root / THEME / "src" / "search.js").write_text("let = ;", encoding="utf-8")
    with pytest.raises(BundleError) as raised:
        bundle(root)
    assert "src/search.js:1" in str(raised.value)
    assert "\n" not in str(raised.value)
    assert not (root / THEME / "-").exists()


def test_an_unreachable_registry_is_one_line(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(root / "build", ignore_errors=True)
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9")
    monkeypatch.setenv("npm_config_cache", str(root / "cache"))
    with pytest.raises(BundleError, match="is the npm registry reachable") as raised:
        bundle(root)
    assert "\n" not in str(raised.value)
