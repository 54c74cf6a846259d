"""The cache gives back what it was given or nothing, whatever happens to its file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ropewalk import cache
from ropewalk.cache import Cache, default_folder, key_of

MADE = {key_of("a"): b"one", key_of("b"): b"two" * 1_000}


def found(store: Cache, *keys: bytes) -> dict[bytes, bytes]:
    taken: dict[bytes, bytes] = {}
    store.get(keys, taken.__setitem__)
    return taken


@pytest.fixture
def store(tmp_path: Path) -> Cache:
    made = Cache(tmp_path / "cache")
    made.put(MADE)
    return made


def database(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "cache.sqlite"


def test_what_was_put_is_found_and_nothing_else(store: Cache, tmp_path: Path) -> None:
    assert found(store, *MADE, key_of("c")) == MADE
    assert found(Cache(tmp_path / "cache"), *MADE) == MADE
    assert found(Cache(tmp_path / "another"), *MADE) == {}
    assert not (tmp_path / "another").exists()


def test_more_keys_than_sqlite_takes_at_once(store: Cache) -> None:
    many = {key_of(str(number)): str(number).encode() for number in range(2_500)}
    store.put(many)
    assert found(store, *many) == many


def test_a_file_that_is_no_database_is_replaced(store: Cache, tmp_path: Path) -> None:
    database(tmp_path).write_bytes(b"nonsense" * 1_000)
    assert found(store, *MADE) == {}
    store.put(MADE)
    assert found(store, *MADE) == MADE


def test_content_that_was_changed_is_not_given_back(store: Cache, tmp_path: Path) -> None:
    with closing(sqlite3.connect(database(tmp_path))) as opened, opened:
        opened.execute("UPDATE made SET content = ? WHERE key = ?", (b"three", key_of("a")))
    assert found(store, *MADE) == {key_of("b"): MADE[key_of("b")]}


def test_a_folder_that_cannot_be_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = Cache(tmp_path / "file" / "cache")
    store.put(MADE)
    assert found(store, *MADE) == {}


def test_a_database_in_use_is_passed_over(store: Cache, tmp_path: Path) -> None:
    with closing(sqlite3.connect(database(tmp_path))) as other:
        other.execute("BEGIN EXCLUSIVE")
        store.put({key_of("c"): b"three"})
    assert found(store, *MADE, key_of("c")) == MADE


def test_what_was_not_used_for_longest_goes_first(
    store: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(database(tmp_path))) as opened, opened:
        opened.execute("UPDATE made SET day = 1")
    found(store, key_of("b"))  # is used today
    monkeypatch.setattr(cache, "LIMIT", 6_010)
    store.put({key_of("c"): b"x" * 3_010})
    assert found(store, *MADE, key_of("c")).keys() == {key_of("c")}
    monkeypatch.setattr(cache, "LIMIT", 1 << 20)
    store.put(MADE)
    assert len(found(store, *MADE, key_of("c"))) == 3


def test_it_is_cleared(store: Cache, tmp_path: Path) -> None:
    assert store.clear()
    assert not (tmp_path / "cache").exists()
    assert not store.clear()


def test_a_key_is_of_all_its_parts_and_of_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len({key_of("ab", "c"), key_of("a", "bc"), key_of("abc"), key_of("ab", "c", "")}) == 4
    before = key_of("a")
    monkeypatch.setattr(cache, "_versions", lambda: b"another")
    assert key_of("a") != before


def test_where_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "ropewalk"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative/ones/do/not/count")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_folder() == tmp_path / ".cache" / "ropewalk"
