"""The page of recent notes: those that were written or changed last, by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Final

from markupsafe import Markup

from ropewalk.dates import Dates
from ropewalk.model.article import Article
from ropewalk.model.linked import LinkedNote, LinkedVault
from ropewalk.strings import spoken_date
from ropewalk.views.listing import listing, note_links
from ropewalk.views.view import View

NEWEST: Final = 50
"""Notes on the page."""


def recent_view(vault: LinkedVault, dates: Mapping[str, Dates], strings: Mapping[str, str], url: str) -> View:
    """Return the page of recent notes; `dates` are by path."""

    def article() -> Article:
        days = Markup("").join(_days(newest(vault, dates), strings, url))
        html = days or Markup("<p>{}</p>\n").format(strings["recent_none"])
        return Article(kind="recent", title=strings["recent"], title_id="", html=html)

    return View(url=url, title=strings["recent"], kind="recent", article=article)


def newest(vault: LinkedVault, dates: Mapping[str, Dates]) -> list[tuple[date, LinkedNote]]:
    """Return the notes that changed last, the newest first, each with the day."""
    known = [(times.updated or times.created, path) for path, times in dates.items()]
    dated = sorted((-time.timestamp(), path, time.date()) for time, path in known if time)
    return [(day, vault.notes[path]) for _, path, day in dated[:NEWEST]]


def _days(notes: Iterable[tuple[date, LinkedNote]], strings: Mapping[str, str], url: str) -> Iterator[Markup]:
    for day, group in groupby(notes, key=lambda one: one[0]):
        links = listing(note_links(url, (note for _, note in group)))
        head = Markup('<h2><time datetime="{}">{}</time></h2>\n')
        yield head.format(day.isoformat(), spoken_date(strings, day)) + links
