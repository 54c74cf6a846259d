"""The checker of built sites finds what is wrong and nothing else."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

from tests.sitecheck import check_site


def problems(folder: Path, pages: dict[str, str], base: str = "/") -> list[tuple[str, str, str]]:
    """Return page, kind and text of each problem of a site of these files."""
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [(found.page, found.kind, found.text) for found in check_site(folder, base)]


def test_a_sound_site_has_no_problems(tmp_path: Path) -> None:
    sound = {
        "index.html": """<!doctype html><html><head><title>[[x]] == %%</title>
            <link rel="canonical" href="https://a.b/"><link rel=stylesheet href="-/site.css">
            <script src="-/site.js"></script></head><body>
            <a href=".">home</a><a href="A/B%20C/">1</a><a href="A/B%20C/#%C3%A4">2</a><a href="#p">3</a>
            <a href="https://a.b/x">out</a><a href="mailto:a@b.c">m</a><a href="x.pdf#page=3">pdf</a>
            <a href="#top">top</a><a href="?q=1">q</a><img src="data:image/png;base64,AA">
            <p id=p>a = b % c ^ d [x] <code>[[x]] == y ^z</code> <span class="a math">%% x ^2</span></p>
            <pre>[[ %% == [!x]</pre><div class="embed-placeholder">![[x]]</div><p>x ^a b</p>
            <p>See <a href=".">N &gt; ^b</a></p></body></html>""",
        "A/B C/index.html": '<h1 id="ä">x</h1><a href="../..">up</a><a href="../../x.pdf">y</a>',
        "old.html": '<meta http-equiv="refresh" content="0; url=A/B%20C/">',
        "404.html": '<a href="/">home</a><a href="/A/B%20C/">x</a>',
        "-/site.css": "",
        "-/site.js": "",
        "x.pdf": "",
    }
    assert problems(tmp_path, sound) == []


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        ('<a href="b/">x</a>', "address", "b/"),
        ('<a href="b.html">x</a>', "address", "b.html"),
        ('<a href="a.html/">x</a>', "address", "a.html/"),
        ('<a href="../a.html">x</a>', "address", "../a.html"),
        ('<a href="/b">x</a>', "address", "/b"),
        ('<a href="javascript:x">x</a>', "address", "javascript:x"),
        ('<a href="http://[">x</a>', "address", "http://["),
        ('<img src="b.png">', "address", "b.png"),
        ('<video poster="b.png"></video>', "address", "b.png"),
        ('<meta http-equiv=refresh content="0;url=b">', "address", "b"),
        ('<a href="#b">x</a>', "fragment", "#b"),
        ('<a href="a.html#%C3%A4">x</a>', "fragment", "a.html#%C3%A4"),
        ('<svg><use href="#b"></use></svg>', "fragment", "#b"),
        ("<p id=x></p><p id=x></p>", "duplicate id", "x"),
        ('<img src="https://a.b/c.png">', "other host", "https://a.b/c.png"),
        ('<script src="//a.b/c.js"></script>', "other host", "//a.b/c.js"),
        ('<link rel=stylesheet href="https://a.b/c.css">', "other host", "https://a.b/c.css"),
        ('<iframe src="https://a.b"></iframe>', "other host", "https://a.b"),
        ("<p>a [[b]]</p>", "leftover", "a [[b]]"),
        ("<p>![[b]]</p>", "leftover", "![[b]]"),
        ("<ul><li>a <b>%%</b> b</li></ul>", "leftover", "a %% b"),
        ("<td>a ==b==</td>", "leftover", "a ==b=="),
        ("<blockquote><p>[!note] b</p></blockquote>", "leftover", "[!note] b"),
        ("<p>a ^b-1</p>", "block id", "a ^b-1"),
        ("<ul><li>a <code>x</code> ^b\n<ul><li>c</li></ul></li></ul>", "block id", "a \ufffc ^b"),
        ('<p><a href="#">x</a> ^b</p>', "block id", "x ^b"),
        ("<p>^b</p>", "block id", "^b"),
        ("<p>a<br>b ^c</p>", "block id", "a b ^c"),
    ],
)
def test_what_must_not_be_is_found(tmp_path: Path, body: str, kind: str, text: str) -> None:
    assert problems(tmp_path, {"a.html": body}) == [("a.html", kind, text)]


def test_what_an_author_meant_to_be_seen_is_no_problem(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>Type [[x]].</p><p>Type [[y]].</p>", encoding="utf-8")
    assert [found.text for found in check_site(tmp_path, meant=["[[x]]"])] == ["Type [[y]]."]


def test_a_site_below_a_path(tmp_path: Path) -> None:
    pages = {"404.html": '<a href="/sub/">x</a><a href="/">y</a>', "index.html": ""}
    assert problems(tmp_path, pages, "/sub/") == [("404.html", "address", "/")]


def test_the_command_tells_problems_and_fails(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "a.html").write_text("<p>[[x]]</p>", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["sitecheck.py", str(tmp_path)])
    with pytest.raises(SystemExit) as stop:
        runpy.run_path(str(Path(__file__).with_name("sitecheck.py")), run_name="__main__")
    assert stop.value.code == 1
    assert capsys.readouterr().out == "a.html: leftover: [[x]]\n"
