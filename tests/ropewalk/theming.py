"""The theme's templates filled in without a site around them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import html5lib
import jinja2
import yaml
from markupsafe import Markup
from mkdocs.theme import Theme

import ropewalk.theme
from ropewalk.host.parts import prepare
from ropewalk.model.article import Article, Contents, Here, Link, Mention, Property, TagLink
from ropewalk.strings import script_texts

HERE = Path(ropewalk.theme.__path__[0])
SOURCES = HERE / "src"
STRINGS: dict[str, str] = yaml.safe_load((HERE / "strings" / "en.yml").read_text(encoding="utf-8"))

MINIMAL = Article(kind="note", title="A < B", title_id="", html=Markup("<p>text</p>"))
FULL = Article(
    kind="note",
    title="Shared network",
    title_id="shared-network",
    html=Markup('<p>All of <em>it</em>.</p><h2 id="see">See</h2>'),
    description='What "it" is',
    css_classes=("wide", "plain"),
    language="de",
    direction="ltr",
    contents=(
        Contents("See", "#see", 2, (Contents("Deeper & deeper", "#deeper", 3, ()),)),
        Contents("After", "#after", 2, ()),
    ),
    tags=(TagLink("network", "../-/tags/network/"), TagLink("lost", None)),
    aliases=("network namespace", "<netns>"),
    properties=(Property("source", (Markup('<a href="https://example.org/">a book</a>'), Markup("two"))),),
    minutes=3,
    breadcrumbs=(Link("Pods", "../"), Link("Isolation", None)),
    siblings=(Link("Before", "../Before/"), Here("Shared network", None), Link("Beyond", "../Beyond/")),
    more=Link("12 more", "../"),
    backlinks=(
        Mention(Link("Why pods", "../Why-pods/"), (Markup("They <mark>share</mark> it."), Markup("Twice."))),
    ),
    features=frozenset({"math"}),
)


def page(article: Article | None, **changes: object) -> SimpleNamespace:
    """What the templates use of a page of MkDocs."""
    values: dict[str, Any] = {
        "title": article.title if article else "Foreign",
        "content": article.html if article else "<p>foreign</p>",
        "url": "Pods/Shared-network/",
        "canonical_url": "https://example.org/Pods/Shared-network/",
        "edit_url": "https://example.org/edit/Shared%20network.md",
        "is_homepage": False,
        "previous_page": SimpleNamespace(title="Before", url="Pods/Before/"),
        "next_page": SimpleNamespace(title="Beyond", url="Pods/Beyond/"),
        "file": SimpleNamespace(url="Pods/Shared-network/"),
    }
    if article is not None:
        values["article"] = article
    return SimpleNamespace(**values | changes)


def environment() -> jinja2.Environment:
    """MkDocs' own environment for the theme, as strict as the plugin makes it."""
    options = yaml.safe_load((HERE / "mkdocs_theme.yml").read_text(encoding="utf-8"))
    env = Theme(name=None, custom_dir=str(HERE), **options).get_env()
    prepare(env)
    return env


def context(shown: SimpleNamespace | None, **changes: object) -> dict[str, Any]:
    """What MkDocs and the plugin give a template."""
    site: dict[str, Any] = {
        "features": set(),
        "explorer": True,
        "tags_url": "-/tags/",
        "wanted_url": "-/wanted/",
        "graph_url": "-/graph/",
        "recent_url": "-/recent/",
        "home_url": "",
        "search": True,
        "strings": STRINGS,
        "script_texts": script_texts("en"),
        "language": "en",
        "direction": "ltr",
        "repo_url": "https://example.org/repo",
        "feed_url": "-/feed.xml",
        "hidden": False,
        "external_media": "ask",
    }
    config = SimpleNamespace(
        site_name="Pods, proven",
        site_description="About pods",
        site_author="",
        copyright="",
        extra_css=["own.css"],
        extra_javascript=["own.js"],
        theme=SimpleNamespace(logo=None, favicon=None),
    )
    return {
        "config": config,
        "page": shown,
        "nav": None,
        "base_url": "../.." if shown else "/",
        "extra_css": [],
        "extra_javascript": [],
        "mkdocs_version": "1.6.1",
        "ropewalk": SimpleNamespace(**site | changes),
    }


def render(shown: SimpleNamespace | None, template: str = "main.html", **changes: object) -> str:
    """A whole page."""
    return environment().get_template(template).render(context(shown, **changes))


def elements(html: str) -> list[Any]:
    """Every element of a page, in order."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return [node for node in tree.iter() if isinstance(node.tag, str)]
