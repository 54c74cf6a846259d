"""The files that turn a folder of notes into the source of a site; none takes the place of another."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files as resources
from pathlib import Path
from typing import Final

from ropewalk.broken import cannot
from ropewalk.new_file import write_new_file
from ropewalk.start.configuration import HOLDER, HOLDER_TEXT, configuration
from ropewalk.start.repository import GITHUB, GITLAB, Repository

CONFIGURATIONS: Final = ("mkdocs.yml", "mkdocs.yaml")
WORKFLOWS: Final = {GITHUB: ".github/workflows/site.yml", GITLAB: ".gitlab-ci.yml"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    """A file to be written, its path relative to the folder that is set up."""

    path: str
    text: str
    instead: tuple[str, ...] = ()
    """Names of what does the same where it is there."""


def new_files(here: Path, vault: Path, repository: Repository | None) -> Iterator[NewFile]:
    """Yield what the folder `here` needs for the vault at a path relative to it."""
    text = configuration(here, vault, repository)
    configured = any((here / name).exists() for name in CONFIGURATIONS)
    yield NewFile(path=CONFIGURATIONS[0], text=text, instead=CONFIGURATIONS)
    if vault == Path() and not configured:
        yield NewFile(path=f"{HOLDER}/README.txt", text=HOLDER_TEXT)
    host = repository.host if repository else GITHUB
    workflow = resources("ropewalk.start").joinpath(f"{host}.yml").read_text("utf-8")
    yield NewFile(path=WORKFLOWS[host], text=workflow)


def write_new(here: Path, file: NewFile) -> str | None:
    """Write a file; return the name of what is there already and was left as it is, else None.

    The file is there in whole or not at all. Raises BrokenError if the system refuses to write.
    """
    for name in (*file.instead, file.path):
        if os.path.lexists(here / name):
            return name
    try:
        write_new_file(here / file.path, file.text)
    except FileExistsError:
        return file.path
    except OSError as error:
        raise cannot(f"write `{file.path}`", error) from error
    return None
