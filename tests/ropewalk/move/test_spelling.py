"""How a link spells a target, and what it spells instead: one row for each way."""

import pytest

from ropewalk.model.note import Written
from ropewalk.move.address import read_address, write_address
from ropewalk.move.spelling import Habit, Hop, Spelling, spelling_of, spellings

WIKI, WEB = Habit(), Habit(web=True)


@pytest.mark.parametrize(
    ("written", "folder", "target", "habit", "expected"),
    [
        ("N", "a", "a/N.md", WIKI, Spelling.NAME),
        ("n.md", "a", "a/N.md", WIKI, Spelling.NAME),
        ("N", "", "N.md", WIKI, Spelling.NAME),
        ("N", "a", "a/N.md", WEB, Spelling.RELATIVE),
        ("N", "", "N.md", WEB, Spelling.RELATIVE),
        ("N", "b", "a/N.md", WEB, Spelling.NAME),
        ("a/N", "", "a/N.md", WIKI, Spelling.ROOT),
        ("a/N", "", "a/N.md", WEB, Spelling.RELATIVE),
        ("a/N", "b", "a/N.md", WEB, Spelling.ROOT),
        ("b/N", "", "a/b/N.md", WIKI, Spelling.ENDING),
        ("b/N", "a", "a/b/N.md", WIKI, Spelling.ENDING),
        ("b/N", "a", "a/b/N.md", WEB, Spelling.RELATIVE),
        ("b/N", "a", "a/b/N.md", Habit(link_format="relative"), Spelling.RELATIVE),
        ("N", "a", "a/N.md", Habit(link_format="relative"), Spelling.RELATIVE),
        ("N", "a", "a/N.md", Habit(link_format="shortest", web=True), Spelling.NAME),
        ("N", "", "N.md", Habit(link_format="absolute"), Spelling.ROOT),
        ("N", "a", "a/N.md", Habit(link_format="absolute"), Spelling.NAME),
        ("/a/N", "a", "a/N.md", WIKI, Spelling.SLASH),
        ("./N", "a", "a/N.md", WIKI, Spelling.RELATIVE),
        ("../N", "a", "N.md", WIKI, Spelling.RELATIVE),
        ("a/../N", "", "N.md", WIKI, Spelling.RELATIVE),
        ("b/", "a", "a/b/", WIKI, Spelling.NAME),
        ("a/b/", "a", "a/b/", WIKI, Spelling.ROOT),
        ("..", "a/b", "a/", WIKI, Spelling.RELATIVE),
        ("p.png", "a", "a/p.png", WEB, Spelling.RELATIVE),
    ],
)
def test_the_spelling_of_a_link(
    written: str, folder: str, target: str, habit: Habit, expected: Spelling
) -> None:
    assert spelling_of(written, Hop(folder=folder, target=target), habit) is expected


@pytest.mark.parametrize(
    ("written", "old", "new", "habit", "expected"),
    [
        ("N", ("", "N.md"), ("", "x/M.md"), WIKI, ["M", "M.md", "x/M", "x/M.md", "/x/M", "/x/M.md"]),
        ("N.md", ("", "N.md"), ("", "x/M.md"), WIKI, ["M.md", "x/M.md", "/x/M.md"]),
        ("a/N", ("b", "a/N.md"), ("b", "x/M.md"), WIKI, ["x/M", "x/M.md", "/x/M", "/x/M.md"]),
        ("/a/N", ("b", "a/N.md"), ("b", "x/M.md"), WIKI, ["/x/M", "/x/M.md", "x/M", "x/M.md"]),
        ("b/p.png", ("", "a/b/p.png"), ("", "c/d/e/q.png"), WIKI, ["e/q.png", "c/d/e/q.png", "/c/d/e/q.png"]),
        ("n.MD", ("", "N.MD"), ("", "M.MD"), WIKI, ["M.MD", "/M.MD"]),
        ("./N.md", ("a", "a/N.md"), ("a", "a/M.md"), WIKI, ["./M.md", "a/M.md", "/a/M.md"]),
        ("N.md", ("a", "a/N.md"), ("a", "a/M.md"), WEB, ["M.md", "./M.md", "a/M.md", "/a/M.md"]),
        ("./N.md", ("a", "a/N.md"), ("a", "M.md"), WIKI, ["../M.md", "M.md", "/M.md"]),
        ("../N.md", ("a", "N.md"), ("b/c", "N.md"), WIKI, ["../../N.md", "N.md", "/N.md"]),
        ("b/", ("", "a/b/"), ("", "c/d/"), WIKI, ["d/", "c/d/", "/c/d/"]),
        ("..", ("a/b", "a/"), ("c/d/e", "c/"), WIKI, ["../..", "c/", "/c/"]),
        ("../b/", ("a", "b/"), ("c", "c/d/"), WIKI, ["d/", "./d/", "c/d/", "/c/d/"]),
        ("/", ("a", "/"), ("b", "/"), WIKI, ["/", "/"]),
    ],
)
def test_what_is_written_instead(
    written: str, old: tuple[str, str], new: tuple[str, str], habit: Habit, expected: list[str]
) -> None:
    here, there = (Hop(folder=folder, target=target) for folder, target in (old, new))
    assert list(spellings(written, here, there, habit)) == expected


@pytest.mark.parametrize(
    ("written", "before", "target", "subpath", "expected"),
    [
        (Written.WIKILINK, "N#H", "M", None, "M#H"),
        (Written.WIKILINK, "N#H", None, "K", "N#K"),
        (Written.WIKILINK, "N", "a#b", None, None),
        (Written.WIKILINK, "N", "a|b", None, None),
        (Written.PROPERTY, "N # H#K", "M", None, "M# H#K"),
        (Written.MARKDOWN, "N.md", "a b.md", None, "a%20b.md"),
        (Written.MARKDOWN, "<N.md>", "a b.md", None, "<a b.md>"),
        (Written.MARKDOWN, "<%20N.md>", "a b.md", None, "<a%20b.md>"),
        (Written.MARKDOWN, "N.md", "a#b.md", None, "a%23b.md"),
        (Written.MARKDOWN, "N.md#x%20y", "M.md", None, "M.md#x%20y"),
        (Written.MARKDOWN, "N.md#x", None, "a b", "N.md#a%20b"),
        (Written.MARKDOWN, "N.md#x", None, "a#b", "N.md#a#b"),
        (Written.MARKDOWN, "<N.md#x y>", None, "a b", "<N.md#a b>"),
        (Written.MARKDOWN, "N.md", "a:b/c:d.md", None, "a%3Ab/c:d.md"),
        (Written.MARKDOWN, "N.md", "a (b.md", None, "a%20%28b.md"),
        (Written.MARKDOWN, "N.md", "a(b).md", None, "a(b).md"),
        (Written.MARKDOWN, "N.md", "a&amp;b.md", None, "a%26amp;b.md"),
        (Written.MARKDOWN, "N.md", "a&b.md", None, "a&b.md"),
        (Written.MARKDOWN, "N.md", "a\tb`c|d.md", None, "a%09b%60c%7Cd.md"),
        (Written.MARKDOWN, "%C3%A9.md", "ä ö.md", None, "%C3%A4%20%C3%B6.md"),
        (Written.MARKDOWN, "<%C3%A9 x.md>", "ä ö.md", None, "<%C3%A4 %C3%B6.md>"),
        (Written.MARKDOWN, "é.md", "ä ö.md", None, "ä%20ö.md"),
        (Written.MARKDOWN, "N\\_.md#a\\_b", "M.md", None, "M.md#a\\_b"),
        (Written.MARKDOWN, "N&#35;x", "M.md", None, "M.md#x"),
        (Written.MARKDOWN, "https://x.y", "M.md", None, None),
        (Written.HTML, "N.md", "a b's.md", None, "a%20b%27s.md"),
        (Written.HTML, "N x.md", "a b.md", None, "a b.md"),
        (Written.HTML, "N.md", "a&lt;b.md", None, "a&amp;lt;b.md"),
        (Written.HTML, "mailto:x@y.z", "a.md", None, None),
    ],
)
def test_the_address_in_each_form(
    written: Written, before: str, target: str | None, subpath: str | None, expected: str | None
) -> None:
    assert write_address(written, before, target=target, subpath=subpath) == expected


@pytest.mark.parametrize(
    ("written", "text", "expected"),
    [
        (Written.WIKILINK, "", None),
        (Written.WIKILINK, "A/B#C#D", ("A/B", "C#D")),
        (Written.MARKDOWN, "<a%20b\\_.md#c%23>", ("a b_.md", "c#")),
        (Written.MARKDOWN, "//host/x", None),
        (Written.HTML, " a&amp;b.md ", ("a&b.md", "")),
    ],
)
def test_what_an_address_names(written: Written, text: str, expected: tuple[str, str] | None) -> None:
    assert read_address(written, text) == expected
