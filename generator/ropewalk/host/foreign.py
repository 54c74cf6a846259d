"""Notes within another theme, such as Material: one neutral style sheet, and the backlinks in the page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from ropewalk import theme
from ropewalk.model.article import Article

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

STYLE = "-/neutral.css"
FOLDER = Path(theme.__path__[0])


def load_style(config: MkDocsConfig) -> None:
    """Let every page load the style sheet."""
    if STYLE not in config.extra_css:
        config.extra_css = [STYLE, *config.extra_css]


def around(article: Article, html: str, strings: Mapping[str, str]) -> str:
    """Return a page's content with the backlinks under it."""
    if not article.backlinks:
        return html
    entries = Markup("").join(
        Markup('<article><h3><a href="{}">{}</a></h3>{}</article>\n').format(
            mention.link.href,
            mention.link.text,
            Markup("").join(Markup("<p>{}</p>").format(sentence) for sentence in mention.sentences),
        )
        for mention in article.backlinks
    )
    section = Markup('<section class="backlinks">\n<h2>{}</h2>\n{}</section>\n')
    return html + section.format(strings["linked_from"], entries)
