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
    page = open_page(notes.address, phone=phone)
    weights = {"stylesheet": 0, "script": 0}
    kinds: list[str] = []

    def weigh(response: Response) -> None:
        kind = response.request.resource_type
        kinds.append(kind)
        if kind in weights:
            weights[kind] += len(compress(response.body(), mtime=0))

    page.on("response", weigh)
    page.goto(f"{notes.address}Pods/Why-pods/", wait_until="networkidle")
    assert 0 < weights["stylesheet"] <= STYLES
    assert 0 < weights["script"] <= SCRIPTS
    assert "fetch" not in kinds
    assert "font" not in kinds
