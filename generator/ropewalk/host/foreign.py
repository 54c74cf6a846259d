"""Notes within another theme, such as Material: one neutral style sheet, and the backlinks in the page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader

from ropewalk import theme
from ropewalk.host.parts import prepare
from ropewalk.model.article import Article

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

STYLE = "-/neutral.css"
STYLES = (STYLE, "-/icons.svg")
"""The style sheet, and the picture that it draws its signs from."""
FOLDER = Path(theme.__path__[0])


def load_style(config: MkDocsConfig) -> None:
    """Let every page load the style sheet."""
    if STYLE not in config.extra_css:
        config.extra_css = [STYLE, *config.extra_css]


def around(article: Article, html: str, strings: Mapping[str, str]) -> str:
    """Return a page's content with the backlinks under it, as our own theme writes them."""
    return html + _partials().get_template("backlinks.html").render(article=article, strings=strings)


@cache
def _partials() -> Environment:
    env = Environment(loader=FileSystemLoader(FOLDER / "partials"), autoescape=True)
    prepare(env)
    return env
