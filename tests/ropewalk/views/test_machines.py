"""Feeds, redirects and lists for programs."""

import json
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

from ropewalk.host.machines import robots_txt
from ropewalk.link import LinkOptions, link
from ropewalk.views.feed import NEWEST, Entry, Feed, json_feed, newest, rss
from ropewalk.views.llms import llms_txt
from ropewalk.views.redirects import redirects
from tests.ropewalk.making import a_note

START = datetime(2024, 1, 1, tzinfo=UTC)


def entry(number: int) -> Entry:
    return Entry(
        title=f"A & <b> {number}\x0b",
        url=f"https://example.org/{number}/",
        about="What it is about",
        written=START + timedelta(days=number),
    )


FEED = Feed(
    title="Notes",
    about="",
    language="en",
    home="https://example.org/",
    entries=newest([*map(entry, range(30))]),
)


def test_a_feed_holds_the_newest_first() -> None:
    assert [one.written for one in FEED.entries] == [START + timedelta(days=29 - n) for n in range(NEWEST)]


def test_rss_is_well_formed() -> None:
    channel = ET.fromstring(rss(FEED, "https://example.org/-/feed.xml"))[0]
    items = channel.findall("item")
    assert len(items) == NEWEST
    assert items[0].findtext("title") == "A & <b> 29"
    assert items[0].findtext("link") == "https://example.org/29/"
    assert items[0].findtext("pubDate") == "Tue, 30 Jan 2024 00:00:00 +0000"
    assert channel.findtext("description") == "Notes"
    assert channel.find("{http://www.w3.org/2005/Atom}link") is not None


def test_the_json_feed_says_the_same() -> None:
    feed = json.loads(json_feed(FEED, "https://example.org/-/feed.json"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["url"] for item in feed["items"]] == [one.url for one in FEED.entries]


def test_an_alias_that_is_a_path_and_a_permalink_redirect_and_a_page_beats_them() -> None:
    vault = link(
        [
            (
                "A/One.md",
                a_note(aliases=("old/place", "Old/Place.md", "B/Two", "plain", "../out", "/")),
            ),
            ("B/Two.md", a_note()),
            ("C.md", a_note(permalink="see")),
        ],
        [],
    )
    taken = ["A/One/index.html", "B/Two/index.html", "see/index.html"]
    made = redirects(vault, taken, directory_urls=True)
    assert list(made) == ["old/place/index.html", "C/index.html"]
    assert 'content="0; url=../../A/One/"' in made["old/place/index.html"]
    assert 'content="0; url=../see/"' in made["C/index.html"]
    files = link(
        [("A/One.md", a_note(aliases=("old/place",)))], [], options=LinkOptions(directory_urls=False)
    )
    assert list(redirects(files, [], directory_urls=False)) == ["old/place.html"]


def test_llms_txt_lists_the_copies_by_folder() -> None:
    vault = link([("A.md", a_note()), ("B/C [d].md", a_note()), ("B/E.md", a_note())], [])
    notes = [(note, "What it is." if path == "A.md" else "") for path, note in vault.notes.items()]
    assert llms_txt("Notes", "All of them", notes, "https://example.org/") == (
        "# Notes\n\n> All of them\n\n"
        "## Notes\n\n- [A](https://example.org/A/index.md): What it is.\n\n"
        "## B\n\n- [C \\[d\\]](https://example.org/B/C-d/index.md)\n- [E](https://example.org/B/E/index.md)\n"
    )


def test_robots_are_told_what_the_configuration_says() -> None:
    assert robots_txt("disallow", "https://example.org/") == "User-agent: *\nDisallow: /\n"
    assert robots_txt("allow", "https://example.org/").endswith("Sitemap: https://example.org/sitemap.xml\n")
    assert robots_txt("allow", "") == "User-agent: *\nAllow: /\n"
