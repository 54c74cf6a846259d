"""What a page of text loads before anything is opened."""

from __future__ import annotations

from collections.abc import Callable
from gzip import compress

import pytest
from playwright.sync_api import Page, Response

from tests.browser.sites import Site

pytestmark = pytest.mark.chromium
Open = Callable[..., Page]
STYLES = 15 * 1024
SCRIPTS = 20 * 1024


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_page_of_text_is_light(notes: Site, open_page: Open, *, phone: bool) -> None:
    page = open_page("about:blank", phone=phone)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - Playwright marks a function
    page.goto(f"{notes.address}Pods/Why-pods/", wait_until="networkidle")
    kinds = {answer.request.resource_type for answer in answers}
    assert kinds <= {"document", "image", "other", "script", "stylesheet"}
    styles, scripts = weight(answers, "stylesheet"), weight(answers, "script")
    print(f"style sheets {styles / 1024:.1f} KB, scripts {scripts / 1024:.1f} KB")  # noqa: T201 - to be read
    assert 0 < styles <= STYLES
    assert 0 < scripts <= SCRIPTS


def weight(answers: list[Response], kind: str) -> int:
    """Return how many bytes all files of a kind take, each compressed."""
    bodies = [answer.body() for answer in answers if answer.request.resource_type == kind]
    return sum(len(compress(body, mtime=0)) for body in bodies)
