"""What no author means to write and every vault holds some day: the site is built, and the rest is whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sitecheck import check_site, read_page
from tests.vaults.building import Built, build, write

MANY = 10_000
LONG = "n" * 197
"""With `.md` a name of 200 bytes."""
FAMILY = "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"
NESTED = {
    "quotes": ">" * MANY + " deep",
    "brackets": "[" * MANY + "deep" + "]" * MANY,
    "lists": "- " * MANY + "deep",
    "emphasis": "*" * MANY + "deep" + "*" * MANY,
    "embeds": "![[" * MANY + "deep" + "]]" * MANY,
    "comments": "%%" * (MANY + 1) + "deep",
    "dollars": "$ " * MANY + "deep",
    "backticks": "x " + "`" * MANY + "deep",
    "tag": "#deep" + "/deep" * MANY,
}
BOMB = "\n".join(
    f"{name}: &{name} [{', '.join([f'*{below}'] * 9) if below else 'deep'}]"
    for below, name in zip("\0abcdefgh", "abcdefghi", strict=True)
).replace("*\0", "deep")
PROPERTIES = {
    "tab": "a:\tb\n\t- c: [",
    "at sign": "title: @home",
    "percent": "title: %d",
    "two colons": "title: a: b",
    "bracket": "tags: [a, b",
    "quote": 'title: "open',
    "list": "- a\n- b",
    "scalar": "just text",
    "alias": "title: *nowhere",
    "two documents": "a: b\n... \nc: d",
    "levels": "a: " + "[" * MANY,
    "bomb": BOMB,
}
ODD_PROPERTIES = {
    "null tag": "tags: [null]",
    "list for a title": "title: [a, b]",
    "list for a permalink": "permalink: [a]",
    "map for a description": "description: {a: b}",
    "map for tags": "tags: {a: b}",
    "numbers for classes": "cssclasses: [1, null, 2.5]",
    "long permalink": f"permalink: {'a/' * MANY}",
    "number for a template": "template: 7\nlang: [x]\ndir: 3\nimage: {}\nhide: toc",
    "equals": "a: =",
    "an object of a language": "title: !!python/object/apply:os.system [id]",
    "date": "date: 2024-02-30\ntime: 25:61",
    "no keys": "? [a, b]\n: c",
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    files: dict[str, str | bytes] = {
        "good.md": "A good note, [[empty]].",
        "empty.md": "",
        "mark.md": b"\xef\xbb\xbf---\ntitle: Marked\n---\nread",
        "secret.md": b"\xef\xbb\xbf---\npublish: false\n---\nSECRET",
        "windows.md": b"---\r\ntitle: From Windows\r\n---\r\n\r\none\r\n\r\ntwo\r\n",
        "zero.md": b"before\0after",
        "latin.md": "caf\xe9".encode("latin-1"),
        f"{LONG}.md": f"See [[{LONG}]].",
        f"{'é' * 98}.md": "Two bytes a letter.",
        f"{FAMILY}.md": f"# {FAMILY}\n\nSee [[{FAMILY}#{FAMILY}]].",
        "Cafe\N{COMBINING ACUTE ACCENT}.md": "See [[Caf\N{LATIN SMALL LETTER E WITH ACUTE}]].",
        "Twin.md": "The upper twin.",
        "twin.md": "The lower twin, TWINSECRET.",
        "escapes.md": (
            '![[../../secret]] [x](../../../etc/passwd) <img src="../../../etc/passwd"> ![y](/etc/passwd)'
        ),
        **{f"nested/{name}.md": text for name, text in NESTED.items()},
        **{f"broken/{name}.md": f"---\n{text}\n---\nBROKENSECRET" for name, text in PROPERTIES.items()},
        **{f"odd/{name}.md": f"---\n{text}\n---\nbuilt" for name, text in ODD_PROPERTIES.items()},
    }
    root = tmp_path_factory.mktemp("hostile")
    write(root, {"notes/x.png": "", "outside.md": "OUTSIDE", "outside.png": "OUTSIDE"})
    (root / "notes" / "link.md").symlink_to(root / "outside.md")
    (root / "notes" / "folder").symlink_to(root)
    return build(root, files)


def test_every_address_of_the_site_is_sound(hostile: Built) -> None:
    faults = [fault for fault in check_site(hostile.site) if fault.kind not in {"leftover", "block id"}]
    assert faults == []


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("good/", "A good note, empty."),
        ("mark/", "read"),
        ("windows/", "two"),
        ("zero/", "before\N{REPLACEMENT CHARACTER}after"),
        (f"{LONG}/", f"See {LONG}."),
        (f"{'é' * 98}/", "Two bytes a letter."),
        (f"{FAMILY}/", f"See {FAMILY} > {FAMILY}."),
        ("Caf\N{LATIN SMALL LETTER E WITH ACUTE}/", "See Caf\N{LATIN SMALL LETTER E WITH ACUTE}."),
        ("Twin/", "The upper twin."),
    ],
)
def test_a_note_of_any_name_and_encoding_is_shown(hostile: Built, page: str, text: str) -> None:
    assert text in hostile.project.seen(page)


def test_an_empty_note_is_a_page(hostile: Built) -> None:
    assert (hostile.site / "empty" / "index.html").is_file()


@pytest.mark.parametrize("name", [name for name in NESTED if name != "comments"])
def test_what_is_nested_too_deep_is_shown_all_the_same(hostile: Built, name: str) -> None:
    assert "deep" in hostile.project.page(f"nested/{name}").partition("<article")[2].partition("</article")[0]


@pytest.mark.parametrize("name", list(ODD_PROPERTIES))
def test_odd_properties_do_no_harm(hostile: Built, name: str) -> None:
    assert "built" in hostile.project.seen(f"odd/{name.replace(' ', '-')}/")


@pytest.mark.parametrize("name", list(PROPERTIES))
def test_unreadable_properties_are_told_with_their_place(hostile: Built, name: str) -> None:
    (said,) = [text for text in hostile.told if f"broken/{name}.md:" in text]
    assert "RW101" in said


def test_the_others_are_told_with_their_place(hostile: Built) -> None:
    place = {text.split(" ")[1]: text.split(" ")[2] for text in hostile.told if "/" not in text.split(" ")[1]}
    assert place["latin.md:1:4:"] == "RW110"
    assert place["zero.md:1:7:"] == "RW114"
    assert place["link.md:"] == "RW111"
    assert place["folder:"] == "RW111"
    assert place["twin.md:"] == "RW118"


def test_what_leaves_the_vault_is_refused(hostile: Built) -> None:
    said = sorted(text.split(" ")[2] for text in hostile.told if " escapes.md:" in text)
    assert said == ["RW207", "RW207", "RW207", "RW303"]
    addresses = [value for _, _, value in read_page(hostile.site, "escapes/index.html").addresses]
    assert [value for value in addresses if "passwd" in value or "secret" in value] == []


@pytest.mark.parametrize("word", [b"SECRET", b"OUTSIDE", b"root:x:"])
def test_nothing_of_it_is_published(hostile: Built, word: bytes) -> None:
    assert [path for path, content in hostile.files().items() if word in content] == []


def test_a_note_of_five_megabytes(tmp_path: Path) -> None:
    paragraph = "The rope is made fast. " * 200 + "See [[big]].\n\n"
    built = build(tmp_path, {"big.md": paragraph * (5_000_000 // len(paragraph) + 1), "small.md": "fine"})
    assert built.told == []
    assert built.project.seen("small/") != []
    assert len(built.project.page("big")) > 5_000_000
