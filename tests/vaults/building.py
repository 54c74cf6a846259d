"""Whole vaults as tests need them: written from a few words, built in this process, with what was told."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.ropewalk.host.hosting import Project

LOGGER = "mkdocs.plugins.ropewalk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A built site and what the plugin told on the way."""

    project: Project
    records: tuple[logging.LogRecord, ...]

    @property
    def site(self) -> Path:
        return self.project.site

    @property
    def told(self) -> list[str]:
        """What was told as a warning or an error, in order."""
        return [one.getMessage() for one in self.records if one.levelno >= logging.WARNING]

    def files(self) -> dict[str, bytes]:
        """Return the content of each file of the site."""
        return {
            file.relative_to(self.site).as_posix(): file.read_bytes()
            for file in sorted(self.site.rglob("*"))
            if file.is_file()
        }


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files into a folder, in the order given; text as UTF-8 with its line ends as they are."""
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def build(root: Path, files: Mapping[str, str | bytes], **settings: Any) -> Built:
    """Write a vault into `root/notes` and build it, without search unless the settings ask for it."""
    write(root, {"notes/.obsidian/app.json": "{}"})
    write(root / "notes", files)
    return build_at(Project(root=root), **settings)


def build_at(project: Project, **settings: Any) -> Built:
    """Build a project, and keep what was told."""
    handler = _Keeper(logging.INFO)
    logger = logging.getLogger(LOGGER)
    level = logger.level
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    try:
        project.build(**settings)
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
    return Built(project=project, records=tuple(handler.records))


class _Keeper(logging.Handler):
    """Keeps what is logged."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)
