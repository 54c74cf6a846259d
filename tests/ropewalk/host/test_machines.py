"""What a built site holds for programs."""

import json

from tests.ropewalk.host.hosting import Project


def test_a_site_with_an_address_has_everything_for_programs(empty: Project) -> None:
    empty.write("index.md", "---\ndate: 2024-05-06\ndescription: Where to begin\n---\nSee [[Ä b]].\n")
    empty.write("Ä b.md", "---\naliases: [old/place]\nupdated: 2024-07-08\n---\nText.\n")
    empty.write("Hidden.md", "---\npublish: false\ndate: 2024-05-07\n---\nSecret.\n")
    site = empty.build(
        site_url="https://example.org/sub",
        plugins=[{"ropewalk": {"search": False, "robots": "allow", "dates": "properties"}}],
    )
    assert (site / "index.md").read_text("utf-8") == "# Home\n\nSee [Ä b](%C3%84-b/index.md).\n"
    assert "- [Home](https://example.org/sub/index.md): Where to begin" in (site / "llms.txt").read_text(
        "utf-8"
    )
    feed = json.loads((site / "-" / "feed.json").read_text("utf-8"))
    assert [item["url"] for item in feed["items"]] == ["https://example.org/sub/"]
    assert "Sitemap: https://example.org/sub/sitemap.xml" in (site / "robots.txt").read_text("utf-8")
    assert "url=../../%C3%84-b/" in (site / "old" / "place" / "index.html").read_text("utf-8")
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    assert sitemap.count("<lastmod>2024-07-08</lastmod>") == sitemap.count("<loc>")
    page = empty.page("Ä-b")
    assert '<time datetime="2024-07-08">8 July 2024</time>' in page
    assert '<link rel="alternate" type="application/rss+xml"' in page
    assert '<meta property="og:title" content="Ä b">' in page


def test_a_site_without_an_address_has_no_feed(empty: Project) -> None:
    empty.write("A.md", "---\ndate: 2024-05-06\n---\n")
    site = empty.build(plugins=[{"ropewalk": {"search": False, "robots": "disallow"}}])
    assert not (site / "-" / "feed.xml").exists()
    assert (site / "robots.txt").read_text("utf-8") == "User-agent: *\nDisallow: /\n"
    assert '<meta name="robots" content="noindex">' in empty.page("A")


def test_a_file_of_the_vault_is_not_replaced(empty: Project) -> None:
    empty.write("A.md", "[list](llms.txt)\n")
    empty.write("llms.txt", "mine")
    assert (empty.build() / "llms.txt").read_text("utf-8") == "mine"
