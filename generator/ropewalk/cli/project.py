"""The project that a command works on; a move that a killed process has left in it is finished first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ropewalk.host.building import Project


def open_project(folder: Path) -> Project:
    """Return the project in a folder. Raises BrokenError if it cannot be used."""
    from ropewalk.host.building import read_project
    from ropewalk.move.journal import recover

    project = read_project(folder)
    found = recover(project.vault)
    if found is not None:
        click.echo("What an interrupted `move` or `check --fix` had begun to write is finished.", err=True)
        for path in found.changed:
            click.echo(f"warning: `{path}` was changed meanwhile and stays as it is.", err=True)
    return project
