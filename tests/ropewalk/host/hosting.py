"""A vault for one test with its own `mkdocs.yml`, built inside this process or by a host's command line."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.sitecheck import read_page

HARBOUR = Path(__file__).parents[2] / "vaults" / "harbour"


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A folder with `mkdocs.yml`, `notes/` and, once built, `site/`."""

    root: Path

    @property
    def notes(self) -> Path:
        return self.root / "notes"

    @property
    def site(self) -> Path:
        return self.root / "site"

    def write(self, path: str, text: str) -> None:
        """Write a note (or another file of the vault)."""
        file = self.notes / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def configure(self, **settings: Any) -> None:
        """Write `mkdocs.yml`; what is not given is as small and as quick as it can be."""
        plugins = [{"ropewalk": {"search": False}}]
        given = {"site_name": "Trial", "docs_dir": "notes", "theme": "ropewalk", "plugins": plugins}
        (self.root / "mkdocs.yml").write_text(yaml.safe_dump({**given, **settings}), encoding="utf-8")

    def build(self, **settings: Any) -> Path:
        """Build inside this process, and return the site's folder."""
        self.configure(**settings)
        config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.site))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        return self.site

    def run(self, *arguments: str, host: str = "mkdocs") -> subprocess.CompletedProcess[str]:
        """Run a host's command line in the folder."""
        command = [sys.executable, "-m", host, *arguments]
        return subprocess.run(command, cwd=self.root, check=False, capture_output=True, text=True)

    def page(self, path: str) -> str:
        """Return the HTML of a page, such as `Ropes/`."""
        return (self.site / path / "index.html").read_text("utf-8")

    def seen(self, path: str) -> list[str]:
        """Return the visible text of a page, block by block."""
        blocks = read_page(self.site, f"{path}index.html").blocks
        return [block.replace("\N{WORD JOINER}", "") for block in blocks]


def harbour(folder: Path) -> Project:
    """Copy the small vault with one of everything into a folder."""
    shutil.copytree(HARBOUR, folder, dirs_exist_ok=True)
    return Project(root=folder)


def told(caplog: pytest.LogCaptureFixture, level: int = logging.WARNING) -> list[str]:
    """Return what was logged at a level or above, in order."""
    return [record.getMessage() for record in caplog.records if record.levelno >= level]
