"""An author's HTML is made safe, stays within its container and loses nothing that was harmless."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import nh3
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from ropewalk.raw_html import HtmlPart, Id, LocalAddress, RawHtml, Text
from ropewalk.raw_html_allowed import ADDRESSES, ALLOWED, ATTRIBUTES, GLOBAL_ATTRIBUTES, ROLES
from ropewalk.web_address import AddressKind, kind_of, tidy

FIXTURES = Path(__file__).parent / "fixtures"
CASES: list[dict[str, Any]] = yaml.safe_load((FIXTURES / "raw_html.yaml").read_text("utf-8"))
ATTACKS: list[list[str]] = yaml.safe_load((FIXTURES / "raw_html_attacks.yaml").read_text("utf-8"))
LOADS = {"src", "poster"}
OURS = ["class", "controls", "data-height", "data-media", "data-src", "data-width", "loading", "preload"]
OURS += ["rel", "sandbox"]

pieces = st.one_of(
    st.sampled_from(sorted(ALLOWED)).flatmap(
        lambda tag: st.sampled_from([f"<{tag}>", f"</{tag}>", f"<{tag} "])
    ),
    st.sampled_from(sorted(ALLOWED)).map(
        lambda tag: f"<{tag} title='x' onclick=y id=z src=a.png href='b c'>"
    ),
    st.sampled_from(
        ["<script>", "</script>", "<svg>", "</svg>", "<math>", "<style>", "</style>", "<select>"]
    ),
    st.sampled_from(
        ["<!--", "-->", "<![CDATA[", "]]>", "<", ">", "/>", "'", '"', "=", "&", "&lt", " ", "\n"]
    ),
    st.sampled_from([" href=javascript:x", " src='https://a.b/c'", " style=x", " ONERROR=x", " id=rw-x"]),
    st.text(max_size=4),
)
fragments = st.lists(st.lists(pieces, max_size=8).map("".join), max_size=5)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_fragments_come_out_as_written_down(case: dict[str, Any]) -> None:
    raw = RawHtml(inline=case.get("inline", False))
    assert [shown(raw.feed(fragment)) for fragment in case["feed"]] == case["out"]
    assert raw.close_tags == case.get("close", "")
    assert list(raw.removed) == case.get("removed", [])
    assert raw.unmatched == case.get("unmatched", "")
    assert raw.close() == case.get("close", "")
    assert raw.open_tags == ""


def test_open_tags_are_told_without_ids_and_addresses() -> None:
    raw = RawHtml(inline=False)
    raw.feed('<div id="x" class="y"><a href="z.md" title="t">')
    assert raw.open_tags == '<div class="y"><a title="t">'
    assert raw.close_tags == "</a></div>"
    assert raw.is_open("a")
    assert not raw.is_open("p")


def test_what_stands_in_a_script_is_to_be_left_out_until_its_end() -> None:
    raw = RawHtml(inline=True)
    raw.feed("<script>")
    assert raw.skipping
    raw.feed("</script>")
    assert not raw.skipping


def test_no_link_begins_within_a_link() -> None:
    assert shown(RawHtml(inline=True).feed("<a href='x'>", in_link=True)) == ""


def test_media_of_other_hosts_load_where_they_may() -> None:
    raw = RawHtml(inline=False, load=True)
    html = shown(raw.feed('<img src="https://a.b/c.png" alt="C"><iframe src="https://a.b/c"></iframe>'))
    assert '<img src="https://a.b/c.png" alt="C"' in html
    assert '<iframe src="https://a.b/c"' in html


def test_depth_is_limited_and_everything_is_closed() -> None:
    raw = RawHtml(inline=False)
    raw.feed("<div>" * 5000)
    assert raw.close() == "</div>" * 100


@pytest.mark.parametrize("inline", [False, True])
@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_attacks_fail(attack: list[str], *, inline: bool) -> None:
    check_laws(attack, inline=inline)


@given(fragments, st.booleans())
def test_any_fragments_are_safe_and_contained(parts: list[str], inline: bool) -> None:  # noqa: FBT001
    check_laws(parts, inline=inline)


@given(st.lists(st.text(alphabet="ab <>&;\"'=/!-", max_size=30), max_size=4))
def test_any_text_is_safe_and_contained(parts: list[str]) -> None:
    check_laws(parts, inline=False)


def check_laws(parts: list[str], *, inline: bool) -> None:
    """A browser sees only what is allowed, nothing leaves its container, nh3 finds nothing to change."""
    raw = RawHtml(inline=inline)
    between = "m" if inline else "<p>m <em>n</em></p>\n<ul>\n<li>k</li>\n</ul>\n"
    html = between.join([filled(raw.feed(part)) for part in parts]) + raw.close()
    tag = "p" if inline else "div"
    page = f"<!doctype html><body><main><{tag} id=rw-in>{html}</{tag}><footer id=rw-after></footer></main>"
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    main = tree.find(".//main")
    assert [child.get("id") for child in main] == ["rw-in", "rw-after"], html
    assert not list(main[1]), html
    for element in main[0].iter():
        check_element(element, html)
    assert html5lib_tree(nh3_cleaned(html)) == html5lib_tree(html)


def check_element(element: Element, html: str) -> None:
    assert element.tag in ALLOWED, html
    for name, value in element.attrib.items():
        assert not name.startswith("on"), html
        assert name != "style", html
        if name in {"href", "src", "poster", "cite"}:
            kind = kind_of(tidy(value))
            assert kind is not AddressKind.UNSAFE, html
            assert name not in LOADS or kind in {AddressKind.LOCAL, AddressKind.IMAGE_DATA}, html


def nh3_cleaned(html: str) -> str:
    """Return what nh3, told of the same elements and attributes, leaves of the HTML."""
    everywhere = {*GLOBAL_ATTRIBUTES - {"role"}, *OURS, "id"}
    own = {tag: set(ATTRIBUTES.get(tag, ())) | set(ADDRESSES.get(tag, ())) for tag in ALLOWED}
    return nh3.clean(
        html,
        tags=set(ALLOWED),
        attributes={"*": everywhere, **own},
        tag_attribute_values={"*": {"role": set(ROLES)}},
        generic_attribute_prefixes={"aria-"},
        url_schemes={"http", "https", "mailto", "tel", "obsidian", "data"},
        link_rel=None,
    )


def html5lib_tree(html: str) -> list[tuple[object, ...]]:
    """Return a fragment as a browser reads it, comparable."""
    return list(walk(html5lib.parseFragment(f"<div>{html}</div>", namespaceHTMLElements=False)))


def walk(element: Element) -> Iterator[tuple[object, ...]]:
    for child in element:
        text = child.text or ""
        if child.tag == "pre":
            text = text.lstrip("\n")  # nh3 writes one newline less than it has read
        yield child.tag, sorted(child.attrib.items()), text, child.tail or ""
        yield from walk(child)


def shown(parts: list[HtmlPart]) -> str:
    return "".join(one(part, "{%s=%s}") for part in parts)


def filled(parts: list[HtmlPart]) -> str:
    return "".join(one(part, ' %s="%s"') for part in parts)


def one(part: HtmlPart, pattern: str) -> str:
    match part:
        case Text(html):
            return html
        case Id(value):
            return pattern % ("id", escape(value))
        case LocalAddress(attribute=attribute, value=value):
            return pattern % (attribute, escape(value))
