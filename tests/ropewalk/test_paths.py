"""Addresses: each rule by example, the algebra of relative references as a law."""

from __future__ import annotations

from unicodedata import normalize
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ropewalk.paths import (
    clean_permalink,
    dest_path,
    file_url,
    folder_url,
    generated_url,
    heading_id,
    href,
    note_url,
    tag_url,
    unique,
)
from ropewalk.segment import LONGEST, clean

names = st.text(min_size=1).filter(lambda name: "/" not in name)
folders = st.lists(names, max_size=3).map(lambda parts: "".join(f"{part}/" for part in parts))
note_urls = st.builds(
    lambda folder, name, directory_urls: note_url(f"{folder}{name}.md", directory_urls=directory_urls),
    folders,
    names,
    st.booleans(),
)
# What a disk may hold: any name but `.` and `..`, in UTF-8.
disk_names = st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1).filter(
    lambda name: name.strip(".") != ""
)
file_urls = st.lists(disk_names, min_size=1, max_size=3).map(lambda parts: file_url("/".join(parts)))
urls = st.one_of(st.just(""), note_urls, file_urls)


@pytest.mark.parametrize(
    ("path", "nested", "flat"),
    [
        ("Folder/My Note.md", "Folder/My-Note/", "Folder/My-Note.html"),
        ("Note.MD", "Note/", "Note.html"),
        ("index.md", "", "index.html"),
        ("A/Index.md", "A/", "A/index.html"),
        ("A/README.md", "A/README/", "A/README.html"),
        ("v1.30.md", "v1.30/", "v1.30.html"),
        ("What? Why!.md", "What-Why!/", "What-Why!.html"),
        ("Übung 数据 🚀.md", "Übung-数据-🚀/", "Übung-数据-🚀.html"),
        ("C++.md", "C++/", "C++.html"),
        ("R&D 100%.md", "R-D-100/", "R-D-100.html"),
        ("-/tags.md", "n9627cb78/tags/", "n9627cb78/tags.html"),
        ("...hidden....md", "hidden/", "hidden.html"),
        ("aux.md", "aux_/", "aux_.html"),
        ("a -- b.md", "a-b/", "a-b.html"),
    ],
)
def test_a_note_has_a_readable_address(path: str, nested: str, flat: str) -> None:
    assert note_url(path) == nested
    assert note_url(path, directory_urls=False) == flat


def test_a_readme_is_the_folders_page_only_where_the_caller_says_so() -> None:
    assert note_url("A/readme.md", readme_is_index=True) == "A/"
    assert note_url("A/readme.md") == "A/readme/"


@pytest.mark.parametrize(
    ("permalink", "nested", "flat"),
    [
        ("/guide/start here/", "guide/start-here/", "guide/start-here.html"),
        ("old/page.html", "old/page.html", "old/page.html"),
        ("old/index.html", "old/", "old/index.html"),
        ("/", "", "index.html"),
        ("../up", "A/Note/", "A/Note.html"),
        ("https://example.org/x", "A/Note/", "A/Note.html"),
        ("//example.org/x", "A/Note/", "A/Note.html"),
        ("-/tags", "A/Note/", "A/Note.html"),
        ("a//b", "A/Note/", "A/Note.html"),
        ("a/" * 5000, "A/Note/", "A/Note.html"),
    ],
)
def test_a_permalink_wins_where_it_is_a_path_within_the_site(permalink: str, nested: str, flat: str) -> None:
    assert note_url("A/Note.md", permalink=permalink) == nested
    assert note_url("A/Note.md", permalink=permalink, directory_urls=False) == flat


@given(names)
def test_a_segment_is_clean_short_and_never_empty(name: str) -> None:
    cleaned = clean(name)
    assert cleaned
    assert clean(cleaned) == cleaned
    assert len(cleaned.encode()) <= LONGEST
    assert cleaned.strip("-.") == cleaned
    assert not any(char.isspace() or char in '/\\?#%"<>|:*&' for char in cleaned)


def test_two_long_names_with_one_beginning_stay_apart() -> None:
    first, second = clean("é" * 150 + "1"), clean("é" * 150 + "2")
    assert first != second
    assert first.startswith("é" * 90)


@given(st.text())
def test_a_permalink_never_leaves_the_site(text: str) -> None:
    cleaned = clean_permalink(text)
    assert cleaned is None or (not cleaned.startswith(("/", "-/")) and ".." not in cleaned.split("/"))


@given(names, names, folders)
def test_two_plain_names_have_two_addresses(first: str, second: str, folder: str) -> None:
    if clean(first) == first and clean(second) == second and first != second:
        assert note_url(f"{folder}{first}.md") != note_url(f"{folder}{second}.md")


@given(urls, urls, st.text(st.characters(codec="utf-8")))
@example("", ";", "")
def test_a_reference_leads_to_its_target(from_url: str, to_url: str, fragment: str) -> None:
    base = "https://example.org/sub/path/"
    reference = href(from_url, to_url, fragment)
    assert reference.isascii()
    at = base + "/".join(href("", from_url).removeprefix("./").split("/"))
    landed, _, anchor = urljoin(at, reference).partition("#")
    assert dest_path(unquote(landed.removeprefix(base))) == dest_path(to_url)
    assert unquote(anchor) == fragment


@pytest.mark.parametrize(
    ("from_url", "to_url", "fragment", "expected"),
    [
        ("a/b/", "a/b/", "x y", "#x%20y"),
        ("a/b/", "a/b/", "", "./"),
        ("a/b.html", "a/b.html", "", "b.html"),
        ("a/b/", "", "", "../../"),
        ("", "", "", "./"),
        ("a/b.html", "", "", "../index.html"),
        ("a/b.html", "a/", "", "index.html"),
        ("index.html", "a/b.html", "^id", "a/b.html#%5Eid"),
        ("", "Über/ß/", "", "%C3%9Cber/%C3%9F/"),
        ("a/b/", "a/c/d/", "", "../c/d/"),
        ("", "10:30.png", "", "./10:30.png"),
        ("a/", "a/what?#.png", "", "what%3F%23.png"),
    ],
)
def test_a_reference_is_the_shortest(from_url: str, to_url: str, fragment: str, expected: str) -> None:
    assert href(from_url, to_url, fragment) == expected


def test_a_folder_a_tag_and_a_generated_page_have_addresses() -> None:
    assert folder_url("/") == folder_url("") == ""
    assert folder_url("A b/C/") == "A-b/C/"
    assert folder_url("/", directory_urls=False) == "index.html"
    assert tag_url("Network/DNS") == "-/tags/network/dns/"
    assert tag_url("a", directory_urls=False) == "-/tags/a.html"
    assert tag_url("") == "-/tags/"
    assert tag_url("", directory_urls=False) == "-/tags/index.html"
    assert generated_url("graph", directory_urls=False) == "-/graph.html"
    assert file_url("-/tags/index.html") == "-/files/-/tags/index.html"


@given(first=names, second=names, nested=st.booleans())
def test_tags_share_a_page_only_where_case_is_the_difference(
    first: str, second: str, *, nested: bool
) -> None:
    same = tag_url(first, directory_urls=nested) == tag_url(second, directory_urls=nested)
    assert same == (normalize("NFC", first).lower() == normalize("NFC", second).lower())
    assert tag_url(first, directory_urls=nested) != tag_url("", directory_urls=nested)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What's new?", "whats-new"),
        ("A & B", "a--b"),
        ("网络 策略", "网络-策略"),
        ("हिन्दी", "हिन्दी"),
        ("🚀", "section"),
        ("snake_case-1", "snake_case-1"),
        ("RW search", "section-rw-search"),
    ],
)
def test_a_heading_has_an_id_like_githubs(text: str, expected: str) -> None:
    assert heading_id(text) == expected


@given(st.lists(st.sampled_from(["a", "a-1", "a-1-1", "b"])))
def test_ids_are_unique(wanted: list[str]) -> None:
    taken: dict[str, int] = {}
    found = [unique(one, taken) for one in wanted]
    assert len(set(found)) == len(found)


def test_duplicate_ids_are_numbered_from_one() -> None:
    taken: dict[str, int] = {}
    assert [unique("a", taken) for _ in range(3)] == ["a", "a-1", "a-2"]
