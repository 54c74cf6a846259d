"""The newest notes as an RSS feed and as a JSON feed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Final
from xml.etree import ElementTree as ET

NEWEST: Final = 20
"""Entries in a feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A note in a feed."""

    title: str
    url: str
    """Absolute and percent-encoded, as all addresses here."""
    about: str
    written: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed says of itself, with its entries."""

    title: str
    about: str
    language: str
    home: str
    entries: tuple[Entry, ...]


def newest(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the newest of all entries, the newest first."""
    return tuple(sorted(entries, key=lambda entry: (-entry.written.timestamp(), entry.url))[:NEWEST])


def rss(feed: Feed, own: str) -> str:
    """Return the feed as RSS 2.0 (rssboard.org); `own` is its address."""
    root = ET.Element("rss", {"version": "2.0", "xmlns:atom": "http://www.w3.org/2005/Atom"})
    channel = ET.SubElement(root, "channel")
    _texts(channel, title=feed.title, link=feed.home, description=feed.about or feed.title)
    _texts(channel, language=feed.language)
    link = {"href": own, "rel": "self", "type": "application/rss+xml"}
    ET.SubElement(channel, "atom:link", link)
    for entry in feed.entries:
        item = ET.SubElement(channel, "item")
        _texts(item, title=_legal(entry.title), link=entry.url, guid=entry.url)
        _texts(item, pubDate=format_datetime(entry.written), description=_legal(entry.about))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def json_feed(feed: Feed, own: str) -> str:
    """Return the feed as JSON Feed 1.1 (jsonfeed.org); `own` is its address."""
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.about,
        "language": feed.language,
        "home_page_url": feed.home,
        "feed_url": own,
        "items": [
            {
                "id": entry.url,
                "url": entry.url,
                "title": entry.title,
                "content_text": entry.about,
                "date_published": entry.written.isoformat(),
            }
            for entry in feed.entries
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _texts(parent: ET.Element, **texts: str) -> None:
    for name, text in texts.items():
        if text:
            ET.SubElement(parent, name).text = text


def _legal(text: str) -> str:
    """Return the text without characters that XML cannot hold."""
    return "".join(char for char in text if char >= " " or char in "\t\n")
