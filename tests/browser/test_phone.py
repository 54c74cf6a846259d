"""A narrow phone: whatever stands in a note, its page is no wider than the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.sites import Site, serve
from tests.browser.test_accessibility import violations
from tests.ropewalk.host.hosting import Project

pytestmark = pytest.mark.chromium
Open = Callable[..., Page]
LONG = "https://example.org/" + "a-very-long-address/" * 6
WORD = "Donaudampfschifffahrtsgesellschaftskapitaen" * 2
NOTE = f"""---
one: {LONG}
two: [{WORD}, short]
three: {WORD} and more
aliases: [{WORD}]
tags: [{WORD}]
---
{WORD} and `{WORD}` and [{WORD}]({LONG}), #{WORD} and [[{WORD}]].

- [ ] {WORD}
    - {WORD}

> [!note]- {WORD}
> {WORD}
> ```yaml
> a: {LONG}
> ```

| {WORD} | b | c |
| --- | --- | --- |
| `{WORD}` | {WORD} | c |

```yaml title="{WORD}.yaml" showLineNumbers
a: {LONG}
```

```yaml
apiVersion: v1
kind: Pod
metadata: {{name: {WORD.lower()[:60]}}}
spec: {{containers: [{{name: a, image: {WORD.lower()}:1}}]}}
```

$$
{" + ".join("abcdefghijklmnopqrstuvwxyz" * 3)}
$$

```mermaid
graph LR
A[{WORD}] --> B --> C --> D --> E --> F
```

![far]({LONG}x.png)

![[{WORD}.png]]

## {WORD}

Text[^{WORD}].

[^{WORD}]: {WORD}
"""


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return a site with a note of long words, wide code, a wide formula and a wide diagram."""
    project = Project(root=tmp_path_factory.mktemp("wide"))
    project.write("index.md", f"[[A {WORD}]]")
    project.write(f"Folder {WORD}/A {WORD}.md", NOTE)
    with serve(project.build()) as site:
        yield site


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_note_of_long_words_keeps_within_it(wide: Site, open_page: Open, theme: str) -> None:
    page = open_page(wide.address, phone=True, theme=theme)
    page.set_viewport_size({"width": 360, "height": 800})
    page.get_by_role("main").get_by_role("link", name=WORD).first.click()
    expect(page.locator(".rw-diagram svg")).to_have_count(1)
    expect(page.locator(".math[data-drawn]")).to_have_count(1)
    for fold in page.locator("main details").all():
        fold.evaluate("node => { node.open = true; }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(page) == []
    page.get_by_role("button", name="On this page").tap()
    expect(page.locator("#rw-rail")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_contents_stay_in_reach(notes: Site, open_page: Open) -> None:
    page = open_page(f"{notes.address}Ropewalk/Syntax-supported/", phone=True)
    page.locator("#tables").scroll_into_view_if_needed()
    page.get_by_role("button", name="On this page").tap()
    page.locator("#rw-rail").get_by_role("link", name="Callouts").tap()
    expect(page.locator("#rw-rail")).to_be_hidden()
    heading, bar = page.locator("#callouts").bounding_box(), page.locator(".rw-path").bounding_box()
    assert heading is not None
    assert bar is not None
    assert heading["y"] >= bar["y"] + bar["height"]
