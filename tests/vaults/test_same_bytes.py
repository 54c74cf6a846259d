"""The same vault gives the same site byte for byte: built again, elsewhere, and from files of another age."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from tests.ropewalk.host.hosting import HARBOUR
from tests.vaults.building import Built, build, build_at

NASTY = yaml.safe_load(Path(__file__).with_name("nasty.yml").read_text("utf-8"))["files"]
SEARCHED = [{"ropewalk": {"search": True}}]


def harbour_files() -> dict[str, str | bytes]:
    notes = HARBOUR / "notes"
    found = sorted(file for file in notes.rglob("*") if file.is_file())
    return {file.relative_to(notes).as_posix(): file.read_bytes() for file in found}


@pytest.fixture(scope="module", params=["harbour", "nasty"])
def files(request: pytest.FixtureRequest) -> dict[str, str | bytes]:
    return harbour_files() if request.param == "harbour" else NASTY


@pytest.fixture(scope="module")
def first(files: dict[str, str | bytes], tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("first"), files, plugins=SEARCHED)


def differing(one: Built, other: Built) -> list[str]:
    ours, theirs = one.files(), other.files()
    return [path for path in sorted({*ours, *theirs}) if ours.get(path) != theirs.get(path)]


def test_a_copy_in_another_place_and_order_gives_the_same(
    files: dict[str, str | bytes], first: Built, tmp_path: Path
) -> None:
    backwards = dict(reversed(files.items()))
    root = tmp_path / "some where" / "else"
    second = build(root, backwards, plugins=SEARCHED)
    assert any(path.startswith("-/pagefind/") for path in second.files())
    assert differing(first, second) == []


def test_building_again_gives_the_same(first: Built) -> None:
    before = first.files()
    for age, file in enumerate(sorted(first.project.notes.rglob("*"))):
        os.utime(file, (age * 1_000, age * 1_000))
    again = build_at(first.project, plugins=SEARCHED)
    assert again.files() == before
