"""`ropewalk init`: a folder of notes gets what a site of it needs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ropewalk.broken import BrokenError

if TYPE_CHECKING:
    from ropewalk.host.building import Project


@click.command("init", short_help="Write mkdocs.yml and a workflow beside your notes.")
@click.argument("vault", required=False, metavar="[VAULT]")
def init_command(vault: str | None) -> int:
    """Write mkdocs.yml and a workflow that publishes the site, into the current folder.

    VAULT is the current folder or one in it; without it, the one that Obsidian has opened or that has
    notes. No note is touched, and no file that is there is changed.
    """
    from ropewalk.cli.terminal import Terminal

    try:
        return _init(Path.cwd(), vault)
    except BrokenError as error:
        return Terminal(quiet=False).fail(error)


def _init(here: Path, named: str | None) -> int:
    from ropewalk.host.building import read_project
    from ropewalk.start.choice import choose_vault
    from ropewalk.start.files import new_files, write_new
    from ropewalk.start.repository import repository_of

    for file in new_files(here, choose_vault(here, named), repository_of(here)):
        left = write_new(here, file)
        click.echo(f"Wrote {file.path}." if left is None else f"Left {left} as it is.")
    _tell(here, read_project(Path()))
    return 0


def _tell(here: Path, project: Project) -> None:
    """Say what was understood of the vault, and how to go on."""
    from ropewalk.cli.terminal import many
    from ropewalk.git import git
    from ropewalk.vault import scan

    vault = scan(project.vault)
    place = project.vault.resolve().relative_to(here.resolve()).as_posix() if _is_below(project, here) else ""
    notes = many(len(vault.notes), "note")
    click.echo(f"The vault is {'the current folder' if place == '.' else place or project.vault}: {notes}.")
    for folder in vault.settings.template_folders:
        click.echo(f"Templates in {folder}/ stay out of the site, as Obsidian's settings name them.")
    if vault.settings.attachment_folder.strip("./"):
        click.echo(f"Of {vault.settings.attachment_folder}/ only what a published note shows is published.")
    for entry in vault.settings.excluded:
        click.echo(f"What Obsidian excludes stays out too: {entry}")
    if git(here, "rev-parse", "--git-dir") and not git(here, "check-ignore", f"{project.site_dir}/"):
        click.echo(f"Add {project.site_dir}/ to .gitignore: the site is made anew from the notes.")
    click.echo("Next: `ropewalk check` tells what is wrong, `ropewalk serve` shows the site.")


def _is_below(project: Project, here: Path) -> bool:
    return project.vault.resolve().is_relative_to(here.resolve())
