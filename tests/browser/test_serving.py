"""`mkdocs serve` in a browser: an edit shows by itself, and search finds it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.ropewalk.host.hosting import harbour
from tests.ropewalk.host.serving import eventually, serve

pytestmark = pytest.mark.chromium
Open = Callable[..., Page]


def test_an_edit_reloads_the_page_and_is_found(tmp_path: Path, open_page: Open) -> None:
    project = harbour(tmp_path)
    project.configure(plugins=["ropewalk"])
    with serve(project.root) as server:
        page = open_page(f"{server.address}Loose/Tides/")
        expect(page.get_by_text("A log of the tides")).to_be_visible()
        before = server.text("-/pagefind/pagefind-entry.json")
        project.write("Loose/Tides.md", "High water at the capstan.\n")
        expect(page.get_by_text("High water at the capstan.")).to_be_visible()
        # The index may lag behind the edit until no other comes.
        eventually(lambda: server.text("-/pagefind/pagefind-entry.json") != before)
        page.reload()
        page.keyboard.press("Control+k")
        page.get_by_role("combobox").fill("capstan")
        expect(page.get_by_role("option", name="Tides")).to_be_visible()
        page.goto("about:blank")


def test_a_reload_stays_where_its_reader_is(tmp_path: Path, open_page: Open) -> None:
    project = harbour(tmp_path)
    project.configure()
    long = "".join(f"Fathom {depth}.\n\n" for depth in range(200))
    project.write("Loose/Deep.md", long)
    with serve(project.root) as server:
        page = open_page(f"{server.address}Loose/Deep/")
        page.get_by_text("Fathom 150.").scroll_into_view_if_needed()
        before = page.evaluate("scrollY")
        assert before > 1_000
        project.write("Loose/Deep.md", f"{long}The ground.\n")
        expect(page.get_by_text("The ground.")).to_be_attached()
        page.wait_for_function("y => Math.abs(scrollY - y) < 5", arg=before)
        page.goto("about:blank")
