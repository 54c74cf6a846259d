"""`ropewalk serve`: a vault as a site on this machine, which shows each edit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ropewalk.broken import BrokenError
from ropewalk.cli.project import open_project
from ropewalk.cli.work import Work, work_options

if TYPE_CHECKING:
    from ropewalk.cli.terminal import Terminal


@click.command("serve", short_help="Serve the site on this machine, following each edit.")
@click.argument("vault", default=".", metavar="[VAULT]")
@click.option("--dev-addr", metavar="HOST:PORT", help="Else `dev_addr`, else 127.0.0.1:8000.")
@click.option("-q", "--quiet", is_flag=True, help="Show only warnings and errors.")
@work_options
def serve_command(vault: str, dev_addr: str | None, work: Work, *, quiet: bool) -> int:
    """Serve the site of VAULT on this machine until Ctrl-C, and show each edit in open browsers.

    VAULT is what `ropewalk build` takes: a folder with mkdocs.yml, or a folder of notes.
    """
    from ropewalk.cli.terminal import Terminal

    terminal = Terminal(quiet=quiet)
    try:
        return _serve(terminal, Path(vault), dev_addr, work)
    except BrokenError as error:
        return terminal.fail(error)


def _serve(terminal: Terminal, folder: Path, address: str | None, work: Work) -> int:
    from ropewalk.cli.terminal import listening
    from ropewalk.host.building import read_project
    from ropewalk.host.server import serve_site

    def ready(url: str) -> None:
        terminal.clear()
        if not terminal.quiet:
            click.echo(f"The site is at {url}; Ctrl-C ends this.")

    with listening(terminal):
        project = open_project(folder)
        terminal.vault = project.vault
        for warning in project.warnings:
            terminal.warn(warning)
        with work.memory(project.vault) as memory:
            serve_site(
                project, lambda: read_project(folder), address, terminal.progress, ready, memory=memory
            )
    return 0
