"""A browser, and sites built and served for it with a strict Content-Security-Policy."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.browser.sites import Site, built, serve
from tests.browser.watching import Watch

SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 20_000
"""Milliseconds after which what was awaited counts as missing: much longer than it takes."""
expect.set_options(timeout=PATIENCE)
DESK = ViewportSize(width=1440, height=900)
PHONE = ViewportSize(width=390, height=844)


@pytest.fixture(scope="session")
def chrome(chromium: Path) -> Iterator[Browser]:
    """Return the running browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return the small vault's site."""
    folder = built("tests/vaults/harbour", tmp_path_factory.mktemp("harbour"))
    with serve(folder, base="/notes/") as site:
        yield site


@pytest.fixture(scope="session")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return the site of this project's own notes."""
    with serve(built(".", tmp_path_factory.mktemp("notes"))) as site:
        yield site


@pytest.fixture(scope="session")
def helped(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return the site of Obsidian's own help."""
    folder = tmp_path_factory.mktemp("help")
    shutil.unpack_archive(shared / "vaults" / "obsidian-help-en.tar.gz", folder / "vault", filter="data")
    (folder / "mkdocs.yml").write_text(
        "site_name: Help\ndocs_dir: vault\ntheme: ropewalk\nplugins: [ropewalk: {search: false}]\n", "utf-8"
    )
    with serve(built(folder, folder / "out")) as site:
        yield site


@pytest.fixture
def open_page(chrome: Browser) -> Iterator[Callable[..., Page]]:
    """Return what opens a page in a profile of its own; at the end nothing must have gone wrong in it."""
    watches: list[Watch] = []

    def open_at(address: str, *, phone: bool = False, theme: str = "light", scripts: bool = True) -> Page:
        context = chrome.new_context(
            viewport=PHONE if phone else DESK,
            color_scheme="dark" if theme == "dark" else "light",
            has_touch=phone,
            java_script_enabled=scripts,
            locale="en",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        watches.append(Watch(page))
        page.goto(address)
        return page

    yield open_at
    for watch in watches:
        watch.page.context.close()
    assert [problem for watch in watches for problem in watch.problems] == []
