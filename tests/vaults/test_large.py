"""Many notes in one folder, and one note of many words: what a page weighs does not grow with the vault."""

from __future__ import annotations

import pytest

from ropewalk.render.shelf import SIBLINGS
from tests.sitecheck import check_site, read_page
from tests.vaults.building import Built, build

FEW, MANY = 100, 2_700
WORDS = 40_000


def crowd(count: int) -> dict[str, str | bytes]:
    """Return notes that all lie in one folder; each links to the next."""
    return {
        f"Crowd/Note {number:04}.md": f"See [[Note {(number + 1) % count:04}]]." for number in range(count)
    }


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("few"), crowd(FEW))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Built:
    novel = " ".join(f"word{number}" for number in range(WORDS))
    return build(tmp_path_factory.mktemp("many"), {**crowd(MANY), "novel.md": novel})


def test_a_crowded_folder_is_a_sound_site(few: Built) -> None:
    assert few.told == []
    assert check_site(few.site) == []


@pytest.mark.parametrize("number", [0, FEW // 2, FEW - 1])
def test_a_page_weighs_the_same_among_many(few: Built, many: Built, number: int) -> None:
    page = f"Crowd/Note-{number:04}"
    assert abs(len(many.project.page(page)) - len(few.project.page(page))) < 300


def test_a_page_lists_its_nearest_siblings(many: Built) -> None:
    addresses = read_page(many.site, "Crowd/Note-1500/index.html").addresses
    listed = {value for tag, _, value in addresses if tag == "a" and value.startswith("../Note-")}
    assert SIBLINGS - 1 <= len(listed) <= SIBLINGS + 2


def test_the_folders_page_and_the_explorer_list_them_all(many: Built) -> None:
    explorer = (many.site / "-" / "explorer.js").read_text("utf-8")
    for text in (many.project.page("Crowd"), explorer):
        assert text.count("Note-") == MANY


def test_a_note_of_forty_thousand_words_is_shown_whole(many: Built) -> None:
    page = many.project.page("novel")
    assert page.count("word") >= WORDS
    assert f"word{WORDS - 1}" in page
