"""`ropewalk build`: a vault becomes a site."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ropewalk.broken import BrokenError

if TYPE_CHECKING:
    from ropewalk.cli.terminal import Terminal


@click.command("build")
@click.argument("vault", default=".", metavar="[VAULT]")
@click.option("--site-dir", metavar="DIR", help="Where the site goes; else `site_dir`, else ./site.")
@click.option("--strict", is_flag=True, help="Exit with 1 if there was any warning or error.")
@click.option("-q", "--quiet", is_flag=True, help="Show only warnings and errors.")
def build_command(vault: str, site_dir: str | None, *, strict: bool, quiet: bool) -> int:
    """Build the site of VAULT: a folder with mkdocs.yml, or a folder of notes.

    Without VAULT it is the current folder. An earlier site stays as it is until the new one is complete.
    """
    from ropewalk.cli.terminal import Terminal

    terminal = Terminal(quiet=quiet)
    try:
        return _build(terminal, Path(vault), site_dir, strict=strict)
    except BrokenError as error:
        return terminal.fail(error)


def _build(terminal: Terminal, folder: Path, site_dir: str | None, *, strict: bool) -> int:
    from ropewalk.cli.terminal import listening
    from ropewalk.host.building import build_site, read_project
    from ropewalk.site_folder import check_site_folder
    from ropewalk.staging import staged

    start = time.monotonic()
    with listening(terminal):
        project = read_project(folder)
        site = Path(project.site_dir if site_dir is None else site_dir)
        check_site_folder(site, project.vault)
        terminal.vault = project.vault
        for warning in project.warnings:
            terminal.warn(warning)
        with staged(site) as new:
            build_site(project, new, terminal.progress)
    terminal.finish(site, time.monotonic() - start)
    return 1 if (strict or project.strict) and terminal.problems else 0
