"""Formulas and diagrams: drawn where a page has some, by what the site itself holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser.sites import Site, serve
from tests.browser.test_accessibility import violations
from tests.browser.test_weight import weight
from tests.ropewalk.host.hosting import Project

pytestmark = pytest.mark.chromium
Open = Callable[..., Page]
FORMULAS = """Of $e = mc^2$ and prices of $5:

$$
\\frac{a}{b}
$$

This is none: $\\nosuchthing{x}$.
"""
DIAGRAMS = """```mermaid
graph LR
A[Formulas] --> B[Somewhere else]
class A,B internal-link;
```

```mermaid
graph LR
A --> (((
```
"""
KINDS = {
    "sequenceDiagram": "A->>B: hello",
    "classDiagram": "A <|-- B",
    "stateDiagram-v2": "[*] --> A",
    "erDiagram": "A ||--o{ B : has",
    "gantt": "section A\none :a, 2026-01-01, 2d",
    "pie": '"a" : 1',
    "gitGraph": "commit",
    "mindmap": "  root\n    a",
    "timeline": "2026 : a",
    "journey": "section A\na: 5: b",
    "quadrantChart": "a: [0.1, 0.2]",
    "xychart-beta": "bar [1, 2]",
    "requirementDiagram": "element a {\ntype: b\n}",
    "C4Context": 'Person(a, "b")',
    "kanban": "  a\n    b",
    "block-beta": "a b",
    "packet-beta": '0-7: "a"',
    "architecture-beta": "service a(server)[B]",
    "sankey-beta": "a,b,1",
    "radar-beta": "axis a, b, c\ncurve d{1, 2, 3}",
}


@pytest.fixture(scope="module")
def drawings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return a site with formulas on one page, diagrams on another, neither on its home page."""
    project = Project(root=tmp_path_factory.mktemp("drawings"))
    every = "\n\n".join(f"```mermaid\n{kind}\n{text}\n```" for kind, text in KINDS.items())
    texts = {"index.md": "Plain.", "Formulas.md": FORMULAS, "Diagrams.md": DIAGRAMS, "Kinds.md": every}
    for name, text in texts.items():
        project.write(name, text)
    with serve(project.build(plugins=["ropewalk"])) as site:
        yield site


def scripts(page: Page) -> set[str]:
    """Return the names of the scripts that a page has loaded."""
    names: list[str] = page.evaluate("[...document.scripts].map((node) => node.src)")
    return {Path(name).name for name in names if name}


def test_formulas(drawings: Site, open_page: Open) -> None:
    page = open_page(f"{drawings.address}Formulas/")
    expect(page.locator(".math[data-drawn] .katex-html")).to_have_count(2)
    expect(page.locator(".katex math")).to_have_count(2)
    assert page.evaluate("document.fonts.load('16px KaTeX_Math').then((found) => found.length)") == 1
    expect(page.locator(".math:not([data-drawn])")).to_have_text("\\nosuchthing{x}")
    assert "prices of $5" in page.locator(".rw-prose").inner_text()
    assert violations(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_diagrams(drawings: Site, open_page: Open, theme: str) -> None:
    page = open_page(f"{drawings.address}Diagrams/", theme=theme)
    figure = page.locator(".rw-diagram")
    expect(figure).to_have_count(1)
    expect(page.locator("pre.mermaid:visible")).to_contain_text("A --> (((")
    expect(figure.locator("svg a")).to_have_count(1)
    assert violations(page) == []
    figure.locator("svg a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Formulas")


def test_a_diagram_follows_the_theme(drawings: Site, open_page: Open) -> None:
    page = open_page(f"{drawings.address}Diagrams/", theme="light")
    label = page.locator(".rw-diagram svg .nodeLabel").first
    colour = "node => getComputedStyle(node).color"
    light = label.evaluate(colour)
    page.keyboard.press("t")
    page.keyboard.press("t")
    page.wait_for_function(
        "light => getComputedStyle(document.querySelector('.rw-diagram svg .nodeLabel') ?? document.body)"
        ".color !== light",
        arg=light,
    )


def test_every_kind_of_diagram_is_drawn(drawings: Site, open_page: Open) -> None:
    page = open_page(f"{drawings.address}Kinds/")
    expect(page.locator(".rw-diagram-picture > svg")).to_have_count(len(KINDS))


def test_a_flowchart_loads_a_part_of_mermaid(drawings: Site, open_page: Open) -> None:
    page = open_page("about:blank")
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - Playwright marks a function
    page.goto(f"{drawings.address}Diagrams/")
    expect(page.locator(".rw-diagram svg")).to_have_count(1)
    loaded = weight([answer for answer in answers if "mermaid" in answer.url], "script")
    print(f"a flowchart: {loaded / 1024:.0f} KB")  # noqa: T201 - the figure is what one wants to read
    assert 0 < loaded <= 250 * 1024


def test_diagrams_of_a_page_opened_as_a_file(drawings: Site, open_page: Open) -> None:
    page = open_page((drawings.folder / "Diagrams" / "index.html").as_uri())
    expect(page.locator(".rw-diagram svg")).to_have_count(1)


def test_a_page_without_either_loads_neither(drawings: Site, open_page: Open) -> None:
    page = open_page(drawings.address)
    assert scripts(page).isdisjoint({"math.js", "mermaid.js", "preview.js", "graph.js", "local-graph.js"})
