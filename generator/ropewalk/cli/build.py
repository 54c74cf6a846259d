"""`ropewalk build`: a vault becomes a site."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ropewalk.broken import BrokenError
from ropewalk.cli.project import open_project
from ropewalk.cli.work import Work, work_options

if TYPE_CHECKING:
    from ropewalk.cli.terminal import Terminal
    from ropewalk.warm import LastBuild


@click.command("build", short_help="Build the site of a vault.")
@click.argument("vault", default=".", metavar="[VAULT]")
@click.option("--site-dir", metavar="DIR", help="Where the site goes; else `site_dir`, else ./site.")
@click.option("--strict", is_flag=True, help="Exit with 1 if there was any warning or error.")
@click.option("-q", "--quiet", is_flag=True, help="Show only warnings and errors.")
@work_options
def build_command(vault: str, site_dir: str | None, work: Work, *, strict: bool, quiet: bool) -> int:
    """Build the site of VAULT: a folder with mkdocs.yml, or a folder of notes.

    Without VAULT it is the current folder. An earlier site stays as it is until the new one is complete, and
    for good where nothing has changed.
    """
    from ropewalk.cli.terminal import Terminal

    terminal = Terminal(quiet=quiet)
    start = time.monotonic()
    last = work.last_build(vault, site_dir or "")
    known = last.unchanged() if last else None
    try:
        if known is not None:
            terminal.repeat(known.lines)
            terminal.finish(Path(known.site), None)
            is_strict = strict or known.strict
        else:
            is_strict = _build(terminal, Path(vault), site_dir, work, last) or strict
            terminal.finish(terminal.site, time.monotonic() - start)
    except BrokenError as error:
        return terminal.fail(error)
    return 1 if is_strict and terminal.problems else 0


def _build(
    terminal: Terminal, folder: Path, site_dir: str | None, work: Work, last: LastBuild | None
) -> bool:
    """Build the site; return whether the configuration is strict."""
    from ropewalk.cli.terminal import listening
    from ropewalk.host.building import around, build_site
    from ropewalk.keeping import kept
    from ropewalk.move.journal import journal_places
    from ropewalk.site_folder import check_site_folder
    from ropewalk.staging import staged
    from ropewalk.warm import Inputs

    with listening(terminal):
        project = open_project(folder)
        site = Path(project.site_dir if site_dir is None else site_dir)
        check_site_folder(site, project.vault)
        terminal.vault, terminal.site = project.vault, site
        for warning in project.warnings:
            terminal.warn(warning)
        beside = around(project) if last else None
        inputs = None
        if beside is not None:
            # A move that was interrupted since then has to be finished.
            inputs = Inputs.of(project.vault, (*beside, *journal_places(project.vault.resolve())))
        with kept(), work.memory(project.vault, site) as memory, staged(site) as new:
            build_site(project, new, terminal.progress, memory)
    if last and inputs:
        last.remember(inputs, site, terminal.said, strict=project.strict)
    return project.strict
