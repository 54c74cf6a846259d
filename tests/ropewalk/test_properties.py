"""Properties: Obsidian's meaning of each value, a place for each finding, and no text that breaks them."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from manifestcheck.diagnostic import Severity
from manifestcheck.position import Position
from ropewalk.model.note import Properties, PropertyValue, Reference
from ropewalk.properties import read
from ropewalk.publish import is_published
from ropewalk.syntax.filler import FILLER
from ropewalk.syntax.tag import tag_end
from ropewalk.syntax.wikilink import parse_wikilink
from ropewalk.tag_name import is_tag_name


def note(block: str) -> Properties:
    return read(f"---\n{block}\n---\nbody\n")


def codes(properties: Properties) -> list[tuple[str, int, int]]:
    return [(one.code, one.position.line, one.position.column) for one in properties.findings if one.position]


def names(properties: Properties) -> list[str]:
    return [tag.name for tag in properties.tags]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("yes", "yes"),
        ("off", "off"),
        ("y", "y"),
        ("2024-07-21", "2024-07-21"),
        ("2024-07-21T10:00:00", "2024-07-21T10:00:00"),
        ("1:30", "1:30"),
        ("12:30:45", "12:30:45"),
        ("010", "010"),
        ("00.5", "00.5"),
        ("1_000", "1_000"),
        ("0", 0),
        ("-0", 0),
        ("+12", 12),
        ("0o10", 8),
        ("0x1F", 31),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e999", "1e999"),
        (".nan", ".nan"),
        ("9" * 5000, "9" * 5000),
        ("True", True),
        ("false", False),
        ("~", None),
        ("", None),
        ("=", "="),
        ("<<", "<<"),
        ('"1"', "1"),
        ("'it''s'", "it's"),
        ("!!str 1", "1"),
        ('!!int "1"', 1),
        ("!mine 1", "1"),
        ("!!timestamp 2024-07-21", "2024-07-21"),
        ("# a comment", None),
        ("|\n  one\n  two", "one\ntwo\n"),
        (">-\n  one\n  two", "one two"),
        ("one\n  two", "one two"),
        ("[1, a, [b]]", [1, "a", ["b"]]),
        ("[[1, 2]]", [[1, 2]]),
        ("{a: {b: yes}, 1: x}", {"a": {"b": "yes"}, "1": "x"}),
        ('"\\0"', "\ufffd"),
    ],
)
def test_values_have_the_meaning_of_yaml_1_2(written: str, value: PropertyValue) -> None:
    properties = note(f"x: {written}")
    assert properties.values == {"x": value}
    assert type(properties.values["x"]) is type(value)
    assert properties.findings == ()


def test_an_alias_is_what_it_stands_for() -> None:
    assert note("a: &one [x]\nb: [*one, *one]\n<<: *one").values == {
        "a": ["x"],
        "b": [["x"], ["x"]],
        "<<": ["x"],
    }


def test_json_is_accepted() -> None:
    properties = note('{\n\t"tags": ["a"],\n\t"publish": true, "url": "http:\\/\\/x"\n}')
    assert properties.values == {"tags": ["a"], "publish": True, "url": "http://x"}
    assert properties.publish is True


@pytest.mark.parametrize("block", ["---\n---", "---\n\n---\n", "---\n# comment\n---\nbody", "--- \n---\t"])
def test_an_empty_block_is_valid(block: str) -> None:
    properties = read(block)
    assert properties == Properties(lines=properties.lines)
    assert properties.lines == block[: block.rindex("---")].count("\n") + 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "text",
        "---",
        "---\ntext",
        "----\na: 1\n---",
        "\n---\na: 1\n---",
        " ---\na: 1\n---",
        "---\na: 1\n ---",
    ],
)
def test_other_texts_have_no_properties(text: str) -> None:
    assert read(text) == Properties()


def test_a_byte_order_mark_may_precede() -> None:
    assert read("\ufeff---\npublish: false\n---").publish is False


def test_each_name_has_its_place() -> None:
    properties = note('one: 1\n"two": 2\n🚀é: 3\n? four\n: 4')
    assert properties.positions == {
        "one": Position(2, 1),
        "two": Position(3, 1),
        "🚀é": Position(4, 1),
        "four": Position(5, 3),
    }
    assert properties.lines == 7


@pytest.mark.parametrize(
    ("block", "line", "column", "way_out"),
    [
        ("ok: 1\nx: @you", 3, 4, "Put the value in quotes."),
        ("x: %done", 2, 4, "Put the value in quotes."),
        ("x: `code`", 2, 4, "Put the value in quotes."),
        ("é🚀: a: b", 2, 6, "Put the value in quotes."),
        ("x:\n\t- a", 3, 1, "Replace the tab by spaces."),
        ("x: [[A]], [[B]]", 2, 9, "Put a value with a link in quotes."),
        ("x: 'open", 2, 4, "Correct it; until then the note is not published."),
        ("x: *nothing", 2, 4, "Correct it; until then the note is not published."),
        ("x: a\x07b", 2, 5, "Correct it; until then the note is not published."),
        ("x: \ud800", 2, 4, "Correct it; until then the note is not published."),
        ("- a", 2, 1, "Correct it; until then the note is not published."),
        ("only text", 2, 1, "Correct it; until then the note is not published."),
        ("a: 1\n...\nb: 2", 4, 1, "Correct it; until then the note is not published."),
        # libyaml takes these two for line ends, an editor does not.
        ("a: '\u2028'\nb: '\x85'\nc: @", 4, 4, "Put the value in quotes."),
    ],
)
def test_invalid_yaml_keeps_the_note_unpublished(block: str, line: int, column: int, way_out: str) -> None:
    properties = note(block)
    assert codes(properties) == [("RW101", line, column)]
    assert properties.findings[0].severity is Severity.ERROR
    assert properties.findings[0].help == way_out
    assert properties.publish is False
    assert properties.lines == block.count("\n") + 3


@pytest.mark.parametrize(
    "block",
    [
        "x: " + "[" * 100_000,
        "- " * 100_000,
        "x: " + "{a: " * 60_000,
        "x: '" + "a" * 270_000 + "'",
        "x: &a [y]\nz: [" + "*a, " * 101 + "]",
        "x: &x [*x]",
        "a0: &a0 [x, x]\n" + "".join(f"a{n + 1}: &a{n + 1} [*a{n}, *a{n}]\n" for n in range(45)),
        "a0: &a0 [x]\n" + "".join(f"a{n + 1}: &a{n + 1} [[*a{n}]]\n" for n in range(45)),
    ],
    ids=["flow", "block", "maps", "size", "aliases", "itself", "width", "depth"],
)
def test_what_would_exhaust_the_machine_is_refused(block: str) -> None:
    properties = note(block)
    assert [one.code for one in properties.findings] == ["RW101"]
    assert properties.publish is False


def test_fifty_levels_are_read() -> None:
    assert note("x: " + "[" * 49 + "]" * 49).findings == ()


def test_of_a_repeated_name_the_last_counts() -> None:
    properties = note('x: 1\nin: {a: 1, a: 2}\nx: "[[B]]"')
    assert properties.values == {"x": "[[B]]", "in": {"a": 2}}
    assert properties.positions["x"] == Position(4, 1)
    assert codes(properties) == [("RW106", 3, 12), ("RW106", 4, 1)]


def test_a_name_that_is_no_text_is_ignored() -> None:
    properties = note("? [a]\n: 1\n'': 2\nb: 3")
    assert properties.values == {"b": 3}
    assert codes(properties) == [("RW102", 2, 3), ("RW102", 4, 1)]


@pytest.mark.parametrize(
    ("block", "tags", "findings"),
    [
        ("tags: a", ["a"], []),
        ("tags: [a, '#b/c', 数据, 🚀]", ["a", "b/c", "数据", "🚀"], []),
        ("tags:\n  - a\n  -\n", ["a"], []),
        ("tags:", [], []),
        ("tags: ''", [], []),
        ("tags: #a", [], []),
        ("tags: a b", [], [("RW102", 2, 7)]),
        ("tags: a,b", [], [("RW102", 2, 7)]),
        ("tags: 2024", [], [("RW102", 2, 7)]),
        ("tags: [1, true, [x], {a: b}, y]", ["y"], [("RW102", 2, column) for column in (8, 11, 17, 22)]),
        (
            "tags: ['1984', y1984, a b, a.b, '##a', a/]",
            ["y1984"],
            [("RW102", 2, c) for c in (8, 23, 28, 33, 40)],
        ),
        ("TAGS: a\nTags: b", [], []),
        ("tag: a\ntags: b", ["b", "a"], [("RW104", 2, 1)]),
    ],
)
def test_tags(block: str, tags: list[str], findings: list[tuple[str, int, int]]) -> None:
    properties = note(block)
    assert names(properties) == tags
    assert codes(properties) == findings
    assert all(one.severity is Severity.INFO for one in properties.findings)


def test_a_tag_knows_its_place() -> None:
    properties = note("tags: [a, '#b']")
    assert [tag.position for tag in properties.tags] == [Position(2, 8), Position(2, 12)]


@given(st.text(st.characters(exclude_characters=FILLER)))
@example("a\u2013b")
@example("7/")
def test_the_name_of_a_tag_is_the_same_in_properties_and_text(text: str) -> None:
    assert is_tag_name(text) == (text != "" and tag_end(text, 0, len(text)) == len(text))


def test_aliases_and_classes() -> None:
    properties = note(
        "aliases: [One, 1.10, '', ~, One, [x]]\nalias: Two, three\ncssclasses: a b\ncssclass: [c, b a]"
    )
    assert properties.aliases == ("One", "1.10", "Two, three")
    assert properties.css_classes == ("a", "b", "c")
    assert codes(properties) == [("RW102", 2, 34), ("RW104", 3, 1), ("RW104", 5, 1)]


def test_an_alias_is_in_nfc() -> None:
    assert note(normalize("NFD", "aliases: é")).aliases == (normalize("NFC", "é"),)


@pytest.mark.parametrize(
    ("block", "asked", "findings"),
    [
        ("x: 1", None, []),
        ("publish: true", True, []),
        ("publish: false", False, []),
        ("draft: false", None, []),
        ("draft: true", False, []),
        ("publish: true\ndraft: true", False, []),
        ("publish: true\ndraft: false", True, []),
        ("publish: no", False, [("RW105", 2, 1)]),
        ("publish: True", False, [("RW105", 2, 1)]),
        ("publish: 'true'", False, [("RW105", 2, 1)]),
        ("publish: !!bool true", False, [("RW105", 2, 1)]),
        ("publish:", False, [("RW105", 2, 1)]),
        ("publish: [true]", False, [("RW105", 2, 1)]),
        ("publish: {}", False, [("RW105", 2, 1)]),
        ("draft: off", False, [("RW105", 2, 1)]),
        ("draft: False", False, [("RW105", 2, 1)]),
        ("draft:", False, [("RW105", 2, 1)]),
        ("Publish: false", False, []),
        ("PUBLISH : true", None, []),
        ("publish: false\npublish: true", False, [("RW106", 3, 1)]),
        ("in: {publish: false}", None, []),
    ],
)
def test_a_doubt_keeps_a_note_unpublished(
    block: str, *, asked: bool | None, findings: list[tuple[str, int, int]]
) -> None:
    properties = note(block)
    assert properties.publish is asked
    assert codes(properties) == findings
    assert is_published(properties, mode="opt-out") is (asked is not False)
    assert is_published(properties, mode="opt-in") is (asked is True)


@pytest.mark.parametrize("flag", ["publish: false", "x: 1\nDraft : true"])
def test_a_flag_in_a_block_that_is_never_closed_is_heard(flag: str) -> None:
    properties = read(f"---\n{flag}\n\ntext")
    assert properties.publish is False
    assert properties.lines == 0
    assert codes(properties) == [("RW101", 1, 1)]
    assert read(f"---\ntext\n\n{flag}") == Properties()


@pytest.mark.parametrize(
    ("block", "values", "findings"),
    [
        ("title: 1.10", {"title": "1.10"}, []),
        ("title: yes", {"title": "yes"}, []),
        ("title: true", {"title": "true"}, []),
        ("title:", {"title": None}, []),
        ("title: [a]\ndescription: {a: b}", {}, [("RW102", 2, 8), ("RW102", 3, 14)]),
        ("permalink: /a/b", {"permalink": "/a/b"}, []),
        ("permalink: ../b", {}, [("RW102", 2, 12)]),
    ],
)
def test_some_properties_must_be_text(
    block: str, values: dict[str, PropertyValue], findings: list[tuple[str, int, int]]
) -> None:
    properties = note(block)
    assert properties.values == values
    assert codes(properties) == findings
    assert all(one.severity is Severity.WARNING for one in properties.findings)


def place(link: Reference) -> tuple[str, str, str, int, int, int]:
    return link.target, link.subpath, link.shown, link.position.line, link.position.column, link.length


def test_links_in_strings_are_references() -> None:
    properties = note(
        'up: "[[A b#C#D|shown]]"\n'
        "related:\n"
        "  - 'see [[ One ]] and [[Two#^x]]'\n"
        '  - {in: "[[Three]]"}\n'
        "text: |\n"
        "  a [[Four]]\n"
        'cover: "![[p.png]]"\n'
        "none: '[[]] [[|x]] [[a\n\n  b]]'\n"
    )
    assert [link.property for link in properties.references] == ["up"] + ["related"] * 3 + ["text", "cover"]
    assert [place(link) for link in properties.references] == [
        ("A b", "C#D", "shown", 2, 6, 17),
        ("One", "", "One", 4, 10, 9),
        ("Two", "^x", "Two > ^x", 4, 24, 10),
        ("Three", "", "Three", 5, 11, 9),
        ("Four", "", "Four", 7, 5, 8),
        ("p.png", "", "p.png", 8, 10, 9),
    ]
    assert not any(link.embed for link in properties.references)


def test_where_an_escape_hides_the_brackets_the_value_is_the_place() -> None:
    assert [place(link) for link in note('x: "\\x5b[a]]"').references] == [("a", "", "a", 2, 4, 10)]


@pytest.mark.parametrize(
    ("block", "value", "columns"),
    [
        ("x: [[Note]]", "[[Note]]", [4]),
        ("x: [[Note#A|b c]]", "[[Note#A|b c]]", [4]),
        ("x: [[Smith, John]]", "[[Smith, John]]", [4]),
        ("x: [[2024]]", "[[2024]]", [4]),
        ("x: [[[A]], [[B]]]", ["[[A]]", "[[B]]"], [5, 12]),
        ("x: {y: [[A]]}", {"y": "[[A]]"}, [8]),
    ],
)
def test_a_link_without_quotes_is_recovered(block: str, value: PropertyValue, columns: list[int]) -> None:
    properties = note(block)
    assert properties.values == {"x": value}
    assert codes(properties) == [("RW103", 2, column) for column in columns]
    assert [link.position for link in properties.references] == [Position(2, column) for column in columns]
    assert all(one.severity is Severity.WARNING for one in properties.findings)


@pytest.mark.parametrize("block", ['x: [["A"]]', "x: [[a], [b]]", "x:\n- - a", "x: [[]]", "x: [[1.5, 2]]"])
def test_a_list_in_a_list_that_is_no_link_stays(block: str) -> None:
    properties = note(block)
    assert isinstance(properties.values["x"], list)
    assert (properties.findings, properties.references) == ((), ())


inner_texts = st.text(st.sampled_from("ab#|^ \\é.\xa0"), min_size=1)


@given(inner_texts)
def test_a_link_means_the_same_in_properties_and_text(inner: str) -> None:
    linktext, _, _ = inner.strip().partition("|")
    expected = parse_wikilink(inner)
    if not linktext.replace("#", "").strip("\\ \xa0") or expected is None:
        return
    (link,) = note(f"x: '[[{inner}]]'").references
    assert (link.target, link.subpath, link.shown) == (expected.target, expected.subpath, expected.shown)


yaml_like = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *(
                    "tags",
                    "aliases",
                    "publish",
                    "title",
                    "permalink",
                    "x",
                    ": ",
                    ":",
                    "\n",
                    "\n  ",
                    "\n- ",
                    "- ",
                ),
                *(
                    "[[",
                    "]]",
                    "[",
                    "]",
                    "{",
                    "}",
                    ", ",
                    "&a ",
                    "*a",
                    "!!str ",
                    "|\n  ",
                    ">\n ",
                    "'",
                    '"',
                    "\\",
                    "#",
                ),
                *(
                    "? ",
                    "---\n",
                    "...\n",
                    "true",
                    "1",
                    "[[N|t]]",
                    "\t",
                    "\x00",
                    "\u2028",
                    "\x85",
                    "\ufeff",
                    "\ud800",
                ),
            ]
        ),
        st.text(max_size=3),
    )
).map("".join)


@given(st.one_of(st.text(), yaml_like, yaml_like.map(lambda block: f"---\n{block}\n---\n")))
def test_no_text_breaks_the_properties(text: str) -> None:
    properties = read(text)
    lines = text.split("\n")
    assert properties.lines <= len(lines)
    places = [*properties.positions.values(), *(tag.position for tag in properties.tags)]
    places += [one.position for one in properties.findings if one.position]
    places += [link.position for link in properties.references]
    assert all(1 <= at.line <= len(lines) and 1 <= at.column <= len(lines[at.line - 1]) + 1 for at in places)
    for link in properties.references:
        at = link.position
        assert at.column - 1 + link.length <= len(lines[at.line - 1])
    if any(one.code == "RW101" for one in properties.findings):
        assert properties.publish is False
