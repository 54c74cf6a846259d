"""Media of the vault show by the kind of file; those of other hosts wait behind their link."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.embed_address import frame_address
from ropewalk.media import MediaKind, external, kind_of_file, media_html


def only(html: str) -> Element:
    """Return the one element that the HTML is, as a browser reads it inside a paragraph."""
    fragment = html5lib.parseFragment(f"<p>{html}</p><hr>", namespaceHTMLElements=False)
    paragraph, rule = list(fragment)
    assert (paragraph.tag, rule.tag) == ("p", "hr")
    element: Element
    (element,) = paragraph
    return element


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a/b.PNG", "image"),
        ("b.svg", "image"),
        ("b.webm", "video"),
        ("b.MOV", "video"),
        ("b.ogg", "audio"),
        ("b.3gp", "audio"),
        ("b.pdf", "frame"),
        ("b.canvas", None),
        ("png", None),
        ("b.png/c", None),
    ],
)
def test_a_file_is_shown_by_its_extension(path: str, kind: str | None) -> None:
    assert kind_of_file(path) == kind


def test_an_image_of_the_vault() -> None:
    image = only(media_html("a/b c.png", "../a/b%20c.png", "outline", width=20, height=30) or "")
    assert image.tag == "img"
    assert image.attrib == {
        "src": "../a/b%20c.png#outline",
        "alt": "b c.png",
        "width": "20",
        "height": "30",
        "loading": "lazy",
    }


@pytest.mark.parametrize(("path", "tag"), [("a.mp4", "video"), ("a.mp3", "audio")])
def test_a_player_of_the_vault(path: str, tag: str) -> None:
    player = only(media_html(path, path, "t=10", alt='"A"') or "")
    assert player.tag == tag
    assert player.attrib == {
        "src": f"{path}#t=10",
        "controls": "",
        "preload": "metadata",
        "aria-label": '"A"',
    }


@pytest.mark.parametrize(
    ("fragment", "src", "height"),
    [
        ("", "x.pdf", None),
        ("page=3", "x.pdf#page=3", None),
        ("height=400", "x.pdf", "400"),
        ("page=3&height=400", "x.pdf#page=3", "400"),
        ("height=tall", "x.pdf#height=tall", None),
        ('a"b c', "x.pdf#a%22b%20c", None),
    ],
)
def test_a_pdf_has_a_viewer_and_a_link(fragment: str, src: str, height: str | None) -> None:
    html = media_html("x.pdf", "x.pdf", fragment)
    viewer, link = html5lib.parseFragment(html, namespaceHTMLElements=False)
    assert (viewer.tag, viewer.get("class"), viewer.get("src")) == ("iframe", "pdf-embed", src)
    assert viewer.get("title") == "x.pdf"
    assert viewer.get("height") == height
    assert (link.tag, link.get("href"), link.text) == ("a", src, "x.pdf")


def test_a_file_without_a_viewer_is_left_to_a_link() -> None:
    assert media_html("x.zip", "x.zip", "") is None


@pytest.mark.parametrize(
    ("url", "kind", "src"),
    [
        ("https://a.b/c.png", "image", "https://a.b/c.png"),
        ("https://a.b/c", "image", "https://a.b/c"),
        ("//a.b/c d.png", "image", "https://a.b/c%20d.png"),
        ("https://a.b/c.mp4?d=1", "video", "https://a.b/c.mp4?d=1"),
        ("https://a.b/c.mp3", "audio", "https://a.b/c.mp3"),
        ("https://youtu.be/abc_-1?t=1m5s", "frame", "https://www.youtube-nocookie.com/embed/abc_-1?start=65"),
        ("https://vimeo.com/123", "frame", "https://player.vimeo.com/video/123"),
        ("https://x.com/a/status/12", "frame", "https://platform.twitter.com/embed/Tweet.html?id=12"),
        ("http://[bad", "image", "http://[bad"),
    ],
)
def test_a_placeholder_loads_nothing_and_holds_the_link(url: str, kind: str, src: str) -> None:
    holder = only(external(url, alt="A < B", width=10, load=False))
    assert holder.tag == "span"
    assert holder.attrib == {
        "class": "external-media",
        "data-media": kind,
        "data-src": src,
        "data-width": "10",
    }
    (link,) = list(holder)
    assert (link.tag, link.text) == ("a", "A < B")
    assert set(link.attrib) == {"class", "href", "rel"}


def test_without_a_text_the_host_labels_the_link() -> None:
    assert only(external("https://a.b/c.png", load=False))[0].text == "a.b"


@pytest.mark.parametrize(
    ("url", "tag"),
    [
        ("https://a.b/c.png", "img"),
        ("https://a.b/c.webm", "video"),
        ("https://a.b/c.flac", "audio"),
        ("https://youtu.be/x", "iframe"),
    ],
)
def test_media_load_where_the_author_allows_it(url: str, tag: str) -> None:
    assert only(external(url, load=True)).tag == tag


def test_a_frame_asked_for_is_a_frame_whatever_its_address() -> None:
    frame = only(external("https://a.b/c.png", kind=MediaKind.FRAME, alt="T", load=True))
    assert (frame.tag, frame.get("title"), frame.get("loading")) == ("iframe", "T", "lazy")


def test_image_data_asks_no_host() -> None:
    assert only(external("data:image/png;base64,AA", alt="A", load=False)).tag == "img"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///x", "a.png", ""])
def test_other_addresses_become_their_label(url: str) -> None:
    assert external(url, alt="A & B", load=True) == "A &amp; B"


@given(st.text(), st.text(), st.booleans())
def test_no_address_breaks_out(url: str, alt: str, load: bool) -> None:  # noqa: FBT001
    html = external(f"https://a.b/{url}", alt=alt, load=load)
    element = only(html)
    assert element.tag in {"span", "img", "video", "audio", "iframe"}
    assert not [name for name in element.attrib if name.startswith("on")]


@pytest.mark.parametrize(
    ("url", "frame"),
    [
        ("https://www.youtube.com/watch?v=a1", "https://www.youtube-nocookie.com/embed/a1"),
        ("https://m.youtube.com/watch?v=a1&t=90", "https://www.youtube-nocookie.com/embed/a1?start=90"),
        ("https://youtube.com/shorts/a1", "https://www.youtube-nocookie.com/embed/a1"),
        ("https://youtube.com/live/a1?x=y", "https://www.youtube-nocookie.com/embed/a1"),
        (
            "https://www.youtube.com/embed/a1?start=5&list=b",
            "https://www.youtube-nocookie.com/embed/a1?start=5&list=b",
        ),
        (
            "https://www.youtube.com/playlist?list=b",
            "https://www.youtube-nocookie.com/embed/videoseries?list=b",
        ),
        ("https://youtu.be/a1?t=soon", "https://www.youtube-nocookie.com/embed/a1"),
        ("https://youtu.be/a%2F..%22", "https://www.youtube-nocookie.com/embed/a%252F..%2522"),
        ("https://www.youtube.com/@someone", None),
        ("https://youtu.be/", None),
        ("https://notyoutube.com/watch?v=a1", None),
        ("https://vimeo.com/channels/staff/12", "https://player.vimeo.com/video/12"),
        ("https://player.vimeo.com/video/12", "https://player.vimeo.com/video/12"),
        ("https://vimeo.com/about", None),
        ("https://twitter.com/a/status/12", "https://platform.twitter.com/embed/Tweet.html?id=12"),
        ("https://x.com/a", None),
        ("https://a.b/status/12", None),
        ("https://[", None),
    ],
)
def test_pages_of_videos_and_posts_have_a_frame(url: str, frame: str | None) -> None:
    assert frame_address(url) == frame
