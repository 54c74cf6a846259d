"""The theme's templates, texts and colours, without a site around them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import html5lib
import jinja2
import pytest
import yaml
from markupsafe import Markup
from mkdocs.theme import Theme

import ropewalk.theme
from ropewalk.host.parts import Parts
from ropewalk.model.article import Article, Contents, Link, Mention, Property, TagLink
from ropewalk.strings import script_texts, spoken_date, strings

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
    siblings=(Link("Before", "../Before/"), Link("Shared network", None), Link("Beyond", "../Beyond/")),
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
    env.autoescape = True
    env.undefined = jinja2.StrictUndefined
    env.globals["part"] = Parts(env).part
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


CASES: dict[str, tuple[SimpleNamespace, dict[str, Any]]] = {
    "minimal": (page(MINIMAL, canonical_url=None, edit_url=None, previous_page=None, next_page=None), {}),
    "bare site": (
        page(MINIMAL, is_homepage=True),
        {
            "tags_url": None,
            "wanted_url": None,
            "graph_url": None,
            "recent_url": None,
            "repo_url": None,
            "search": False,
            "explorer": False,
        },
    ),
    "full": (page(FULL), {}),
    "full, right to left": (page(FULL), {"language": "ar", "direction": "rtl"}),
    "of another plugin": (page(None), {}),
}


@pytest.fixture(params=[*CASES, "404"])
def rendered(request: pytest.FixtureRequest) -> str:
    """Each kind of page, as HTML."""
    if request.param == "404":
        return render(None, "404.html")
    shown, changes = CASES[request.param]
    return render(shown, **changes)


def elements(html: str) -> list[Any]:
    """Every element of a page, in order."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return [node for node in tree.iter() if isinstance(node.tag, str)]


def test_is_valid_enough_to_parse_without_repair(rendered: str) -> None:
    """The strict parser accepts the page."""
    assert html5lib.HTMLParser(strict=True).parse(rendered) is not None


def test_holds_no_inline_script_or_style(rendered: str) -> None:
    """A Content-Security-Policy without 'unsafe-inline' lets everything through."""
    for node in elements(rendered):
        assert node.tag != "style"
        assert not [name for name in node.attrib if name == "style" or name.startswith("on")], node.tag
        if node.tag == "script":
            assert node.get("src") or node.get("type") == "application/json"


def test_asks_no_other_host(rendered: str) -> None:
    """What the frame loads is the site's own."""
    for node in elements(rendered):
        address = node.get("src") or (node.get("href") if node.tag == "link" else None) or ""
        assert "//" not in address or node.get("rel") == "canonical"


def test_ids_are_unique_and_of_the_theme(rendered: str) -> None:
    """The theme's own ids cannot meet a heading's."""
    ids = [node.get("id") for node in elements(rendered) if node.get("id")]
    assert len(ids) == len(set(ids))
    assert {found for found in ids if not found.startswith("rw-")} <= {"shared-network", "see"}


def test_every_control_has_a_name(rendered: str) -> None:
    """No button or link is silent."""
    for node in elements(rendered):
        if node.tag in {"a", "button"}:
            assert "".join(node.itertext()).strip() or node.get("aria-label"), node.attrib


def test_popovers_have_their_targets(rendered: str) -> None:
    """A button that opens something names something on the page."""
    nodes = elements(rendered)
    ids = {node.get("id") for node in nodes}
    for node in nodes:
        for attribute in ("popovertarget", "aria-labelledby"):
            assert node.get(attribute) is None or node.get(attribute) in ids


def test_text_is_escaped() -> None:
    """Plain text of the article is never read as HTML."""
    html = render(page(MINIMAL))
    assert "<h1>A &lt; B</h1>" in html
    assert "A &lt; B · Pods, proven</title>" in html
    assert "<i>&lt;netns&gt;</i>" in render(page(FULL))


def test_full_article_shows_all_it_has() -> None:
    """Each part of an article has its place, with addresses relative to the page."""
    html = render(page(FULL))
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    links = [node.get("href") for node in tree.iter("a")]
    for expected in ("../-/tags/network/", "../Why-pods/", "#deeper", "#rw-backlinks", "../Before/", "../"):
        assert expected in links
    article = tree.find(".//article")
    assert (article.get("class"), article.get("lang"), article.get("data-kind")) == (
        "rw-article wide plain",
        "de",
        "note",
    )
    assert tree.find(".//h1").get("id") == "shared-network"
    assert "3 min read" in html
    assert "They <mark>share</mark> it." in html
    current = [node.text for node in tree.iter("a") if node.get("aria-current") == "page"]
    assert current == ["Shared network"]


def test_a_note_with_a_heading_of_its_own_has_one_of_the_first_level() -> None:
    article = replace(MINIMAL, html=Markup("<h1>Own</h1>"), has_heading=True)
    html = render(page(article))
    assert [node.text for node in elements(html) if node.tag == "h1"] == ["Own"]
    assert '<p class="rw-name">A &lt; B</p>' in html


@pytest.mark.parametrize("language", ["de"])
def test_a_language_has_every_text_and_each_value_of_it(language: str) -> None:
    spoken: dict[str, str] = yaml.safe_load((HERE / "strings" / f"{language}.yml").read_text("utf-8"))
    assert spoken.keys() == STRINGS.keys()
    for key, said in spoken.items():
        assert set(re.findall(r"\{\w+\}", said)) == set(re.findall(r"\{\w+\}", STRINGS[key])), key
    assert len(spoken["months"].split()) == 12


def test_days_are_said_in_the_language_of_the_site() -> None:
    assert spoken_date(strings("en"), date(2026, 3, 5)) == "5 March 2026"
    assert spoken_date(strings("de-AT"), date(2026, 3, 5)) == "5. März 2026"


def test_page_never_holds_the_navigation() -> None:
    """A page costs the same in a vault of any size: the whole tree is not read."""
    shown = context(page(FULL))
    del shown["nav"]
    assert environment().get_template("main.html").render(shown)


def test_foreign_page_keeps_its_content() -> None:
    """A page made by another plugin is shown in the same frame."""
    assert "<p>foreign</p>" in render(page(None))


def test_templates_use_only_known_texts() -> None:
    """Each text that a template names is in the English list."""
    for path in HERE.rglob("*.html"):
        for key in re.findall(r"strings\.(\w+)", path.read_text(encoding="utf-8")):
            assert key == "html" or key in STRINGS, f"{path.name}: {key}"


def script_keys() -> set[str]:
    """The keys of texts that scripts ask for; one made at run time stands for all it may be."""
    found: set[str] = set()
    for path in SOURCES.rglob("*.js"):
        source = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'"((?:graph|keys|search|copy|copied)_?\w*)"', source)) & STRINGS.keys()
        for call in re.findall(r'\b(?:text|group)\(["`]([^"`]+)["`]', source):
            prefix = call.split("${")[0]
            whole = prefix == call
            keys = {
                key
                for key in STRINGS
                if (key in {call, f"{call}_one", f"{call}_other"} if whole else key.startswith(prefix))
            }
            assert keys, f"{path.name}: {call}"
            found |= keys
    return found


def test_scripts_are_given_exactly_the_texts_they_use() -> None:
    """The page hands over what scripts ask for, and no more."""
    block = next(node for node in elements(render(page(MINIMAL))) if node.get("id") == "rw-strings")
    assert set(json.loads(block.text)) == script_keys()


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mix(colours: tuple[str, str], share: float) -> str:
    """`share` of the first colour over the second."""
    pairs = [[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in colours]
    return "#" + "".join(
        f"{round(one * share + other * (1 - share)):02x}" for one, other in zip(*pairs, strict=True)
    )


TOKENS = {
    name: colours
    for name, *colours in re.findall(
        r"--rw-([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);",
        (SOURCES / "style" / "tokens.css").read_text(encoding="utf-8"),
    )
}
TEXT_ON = [
    *((text, ground) for text in ("ink", "soft", "faint") for ground in ("bg", "surface")),
    ("ink", "mark"),
    ("ink", "wash"),
    ("soft", "wash"),
    ("faint", "code-bg"),
    *(("accent-ink", ground) for ground in ("bg", "surface", "accent-wash", "wash")),
    ("bg", "accent"),
    *((name, f"{name}-wash") for name in ("ok", "warn", "bad")),
    *((name, "code-bg") for name in TOKENS if name.startswith("code-") and name != "code-bg"),
]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON, ids=" on ".join)
def test_text_stands_out(text: str, ground: str, theme: int) -> None:
    """Text reaches the 4.5 of WCAG AA."""
    assert contrast(TOKENS[text][theme], TOKENS[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_edges_and_marks_stand_out(theme: int) -> None:
    """What is no text but tells something reaches 3."""
    for name in ("edge", "accent"):
        for ground in ("bg", "surface"):
            assert contrast(TOKENS[name][theme], TOKENS[ground][theme]) >= 3


CALLOUTS = re.findall(
    r"--callout-color: (\d+), (\d+), (\d+);", (SOURCES / "style" / "callouts.css").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("colour", CALLOUTS, ids=",".join)
def test_callouts_are_readable(colour: tuple[str, str, str], theme: int) -> None:
    """A callout's title and a link in it stand out from its ground, as callouts.css mixes them."""
    own = "#" + "".join(f"{int(part):02x}" for part in colour)
    ground = mix((own, TOKENS["bg"][theme]), 0.07)
    title = mix((own, TOKENS["ink"][theme]), 0.62)
    assert contrast(title, ground) >= 4.5
    assert contrast(TOKENS["accent-ink"][theme], ground) >= 4.5
    assert contrast(TOKENS["soft"][theme], ground) >= 4.5


def test_every_callout_type_has_its_look() -> None:
    """Each type of Obsidian and each alias is named in the style sheet, `note` being the default."""
    sheet = (SOURCES / "style" / "callouts.css").read_text(encoding="utf-8")
    types = (
        "abstract summary tldr info todo tip hint important success check done question help faq warning "
        "caution attention failure fail missing danger error bug example quote cite"
    )
    assert [name for name in types.split() if f'[data-callout="{name}"]' not in sheet] == []


def test_pictures_are_numbered_as_the_style_sheets_count_them() -> None:
    """The row of pictures is as wide as its last number says."""
    drawing = (SOURCES / "style" / "icons.svg").read_text(encoding="utf-8")
    titles = re.findall(r'translate\((\d+)\)"><title>(\d+) ', drawing)
    assert [int(at) for at, _ in titles] == [24 * index for index in range(len(titles))]
    assert [int(index) for _, index in titles] == list(range(len(titles)))
    assert f'width="{24 * len(titles)}"' in drawing
