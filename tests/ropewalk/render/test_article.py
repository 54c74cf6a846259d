"""What a note's page has around its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from ropewalk.model.article import Contents, Here, Link, TagLink
from ropewalk.render.article import CHARACTERS_A_MINUTE, WORDS_A_MINUTE
from ropewalk.render.shelf import SIBLINGS
from tests.ropewalk.rendering import HOST, a_site, page, rendered


def test_a_page_has_what_its_note_says_of_itself(tmp_path: Path) -> None:
    properties = "lang: de\ndir: rtl\naliases: [One, old/address, Two]\ncssclasses: [wide]\n"
    article = page(
        tmp_path, f"---\n{properties}---\n# Host\n\nText with $x$.\n\n## Part 1\n\n#### é\n\n## B\n"
    )
    assert (article.kind, article.title, article.title_id) == ("note", "Host", "host")
    assert not article.has_heading
    assert (article.language, article.direction) == ("de", "rtl")
    assert article.aliases == ("One", "Two")
    assert article.css_classes == ("wide",)
    assert article.description == "Text with x."
    assert article.features == {"math"}
    assert article.contents == (
        Contents("Part 1", "#part-1", 2, (Contents("é", "#%C3%A9", 4, ()),)),
        Contents("B", "#b", 2, ()),
    )
    assert "<h1" not in article.html


def test_a_page_that_says_nothing_has_nothing(tmp_path: Path) -> None:
    article = page(tmp_path, "---\nlang: [de]\ndir: {a: rtl}\n---\n")
    assert (article.title, article.title_id, article.has_heading) == ("Host", "", False)
    assert (article.language, article.direction, article.image) == ("", "", "")
    assert (article.contents, article.tags, article.aliases, article.minutes) == ((), (), (), 0)
    assert (article.more, article.backlinks, article.neighbours) == (None, (), ())


def test_a_first_heading_that_is_not_the_title_stays_where_it_is(tmp_path: Path) -> None:
    article = page(tmp_path, "---\ntitle: Name\n---\n# Other\n\n## Part\n")
    assert (article.title, article.title_id, article.has_heading) == ("Name", "", True)
    assert article.contents == (Contents("Other", "#other", 1, (Contents("Part", "#part", 2, ()),)),)
    assert "<h1" in article.html
    assert not page(tmp_path, "## Part\n").has_heading


def test_each_tag_stands_once_as_it_was_first_written(tmp_path: Path) -> None:
    article = page(tmp_path, "---\ntags: [Rope]\n---\n#hemp/Long #rope %%#secret%% #HEMP/long #b\n")
    assert article.tags == (
        TagLink("Rope", "../-/tags/rope/"),
        TagLink("hemp/Long", "../-/tags/hemp/long/"),
        TagLink("b", "../-/tags/b/"),
    )


@pytest.mark.parametrize(
    ("words", "signs", "minutes"),
    [(100, 0, 0), (120, 0, 1), (320, 0, 1), (340, 0, 2), (0, 220, 0), (0, 240, 1), (60, 150, 1), (0, 760, 2)],
)
def test_reading_takes_its_time(tmp_path: Path, words: int, signs: int, minutes: int) -> None:
    assert (WORDS_A_MINUTE, CHARACTERS_A_MINUTE) == (220, 500)
    text = f"{'word ' * words}\n\n{'綱' * (signs // 2)}{'ぁ' * (signs - signs // 2)}\n\n{'é ' * 5}\n"
    assert page(tmp_path, text).minutes == minutes


def test_neighbours_are_linked_from_the_page_and_capped(tmp_path: Path) -> None:
    links = " ".join(f"[[N{number:03}]]" for number in range(101))
    files = {HOST: links, **{f"N{number:03}.md": "" for number in range(101)}}
    neighbours = page(tmp_path, files).neighbours
    assert neighbours == tuple(Link(f"N{number:03}", f"../N{number:03}/") for number in range(100))


@pytest.mark.parametrize(("own", "first"), [(0, 0), (12, 0), (13, 1), (17, 5), (18, 6), (29, 6)])
def test_the_nearest_notes_of_the_folder_stand_beside_a_note(tmp_path: Path, own: int, first: int) -> None:
    files = {f"F/{number:02}.md": "" for number in range(30)} | {"Other.md": "", "F/G/Deep.md": ""}
    article = rendered(a_site(tmp_path, files), f"F/{own:02}.md").article
    expected = [Link(f"{number:02}", f"../{number:02}/") for number in range(first, first + SIBLINGS)]
    expected[own - first] = Here(f"{own:02}", None)
    assert article.siblings == tuple(expected)
    assert [type(one) for one in article.siblings] == [type(one) for one in expected]
    assert article.more == Link(str(30 - SIBLINGS), "../")
    assert article.breadcrumbs == (Link("F", "../"),)


def test_siblings_are_in_the_order_of_their_titles_in_any_case(tmp_path: Path) -> None:
    files = {"a.md": "---\ntitle: Z\n---\n", "B.md": "", "c.md": "", HOST: "", "F/A.md": "", "F/b/C.md": ""}
    site = a_site(tmp_path, files)
    assert [one.text for one in rendered(site).article.siblings] == ["B", "c", "Host", "Z"]
    deep = rendered(site, "F/b/C.md").article
    assert deep.breadcrumbs == (Link("F", "../../"), Link("b", "../"))
    assert (deep.siblings, deep.more) == ((Here("C", None),), None)


@pytest.mark.parametrize(
    ("properties", "image"),
    [
        ("image: '[[é.png]]'", "%C3%A9.png"),
        ("cover: '[[a b.png]]'", "a%20b.png"),
        ("cover: '[[é.png]]'\nimage: '[[a b.png]]'", "a%20b.png"),
        ("cover: https://x.y/z.png", "https://x.y/z.png"),
        ("image: http://x.y/z.png", "http://x.y/z.png"),
        ("image: ftp://x.y/z.png\ncover: '[[é.png]]'", "%C3%A9.png"),
        ("image: '[[Gone.png]]'\ncover: '[[é.png]]'", "%C3%A9.png"),
        ("image: '[[Other]]'", ""),
        ("other: '[[é.png]]'\nimage: 7", ""),
    ],
)
def test_the_picture_for_other_sites(tmp_path: Path, properties: str, image: str) -> None:
    files = {HOST: f"---\n{properties}\n---\n![[é.png]]\n", "é.png": "", "a b.png": "", "Other.md": ""}
    assert page(tmp_path, files).image == image


def test_other_properties_are_shown_in_their_order(tmp_path: Path) -> None:
    text = (
        "up: '[[Other|the <other>]]'\nPublish: true\n"
        "see: ['[[Other]]', 'a [[Other]]', '[[Gone]]', '[[Secret]]', 'x & y']\n"
        "done: true\nleft: false\nnone: ~\nmap: {a: b}\nlist: [[1], 2, ~]\nempty: ''\nLang: en\nn: 1.5\n"
    )
    files = {HOST: f"---\n{text}---\n", "Other.md": "", "Secret.md": "---\npublish: false\n---\n"}
    link = '<a class="internal-link" href="../Other/">'
    said = "There is no note of this name yet"
    gone = f'<span class="internal-link is-unresolved" role="link" aria-disabled="true" title="{said}">'
    shown = page(tmp_path, files).properties
    assert [(one.name, [str(value) for value in one.values]) for one in shown] == [
        ("up", [f"{link}the &lt;other&gt;</a>"]),
        ("see", [f"{link}Other</a>", "a [[Other]]", f"{gone}Gone</span>", "Secret", "x &amp; y"]),
        ("done", ["✓"]),
        ("left", ["✗"]),
        ("list", ["2"]),
        ("n", ["1.5"]),
    ]
