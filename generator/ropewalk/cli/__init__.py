"""The command line: the only place of the package that writes to the terminal and ends with an exit code."""

from __future__ import annotations

import sys

import click

from ropewalk.cli.build import build_command
from ropewalk.cli.cache import cache_command
from ropewalk.cli.check import check_command
from ropewalk.cli.images import images_command
from ropewalk.cli.init import init_command
from ropewalk.cli.move import move_command
from ropewalk.cli.new import new_command
from ropewalk.cli.rules import rules_command
from ropewalk.cli.run import run_command
from ropewalk.cli.serve import serve_command

BROKEN = 2
"""The exit code where nothing could be done: a wrong option, a missing folder, a full disk."""
INTERRUPTED = 130
"""As a shell counts a program that Ctrl-C has ended."""


class _InOrder(click.Group):
    """Lists its commands in the order in which an author needs them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click asks so
        return list(self.commands)


@click.group(cls=_InOrder, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="ropewalk", message="ropewalk %(version)s")
def ropewalk() -> None:
    """Publish a vault of Obsidian notes as a searchable site."""


for each in (
    init_command,
    serve_command,
    check_command,
    new_command,
    move_command,
    build_command,
    run_command,
    images_command,
    rules_command,
    cache_command,
):
    ropewalk.add_command(each)


def main() -> None:
    """Run the command that the arguments name; every failure is one line on stderr."""
    try:
        code = ropewalk.main(prog_name="ropewalk", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("ropewalk: interrupted", err=True)
        sys.exit(INTERRUPTED)
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "ropewalk"
        click.echo(f"{command}: {error.format_message()} Try `{command} --help`.", err=True)
        sys.exit(BROKEN)
    except click.ClickException as error:
        click.echo(f"ropewalk: {error.format_message()}", err=True)
        sys.exit(BROKEN)
    sys.exit(code)
