"""What the theme's templates know of the site beside the page: the name `ropewalk` in their context."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from types import SimpleNamespace

from markupsafe import Markup

from ropewalk.model.article import Article
from ropewalk.render.near import picture
from ropewalk.strings import spoken_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The site around an article; addresses are relative to the site and not percent-encoded."""

    strings: SimpleNamespace
    """See `template_texts`."""
    script_texts: Markup
    """Those of the strings that scripts show, as JSON."""
    language: str
    direction: str
    home_url: str
    tags_url: str
    wanted_url: str
    graph_url: str
    recent_url: str
    search: bool
    repo_url: str
    feed_url: str
    """Of the RSS feed; '' where there is none."""
    hidden: bool
    """Whether search engines are asked to leave the site out."""
    explorer: bool = True

    def date(self, day: date) -> str:
        """Return a day in words."""
        return spoken_date(vars(self.strings), day)

    def picture(self, article: Article) -> Markup:
        """Return the picture of a note among its neighbours; of a large site all would take much memory."""
        return picture(article.title, article.neighbours, article.closest) or Markup()

    def with_home(self, url: str) -> Frame:
        """Return the frame with another home page."""
        return replace(self, home_url=url)


RIGHT_TO_LEFT = frozenset(("ar", "dv", "fa", "he", "ku", "ps", "ur", "yi"))


def direction_of(language: str) -> str:
    """Return the writing direction of a language, `ltr` or `rtl`."""
    return "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
