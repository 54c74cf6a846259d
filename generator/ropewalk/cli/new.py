"""`ropewalk new`: a note from a template, where those that link to it look for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ropewalk.broken import BrokenError, cannot
from ropewalk.cli.project import open_project
from ropewalk.cli.work import Work, work_options

if TYPE_CHECKING:
    from ropewalk.create.plan import NewNote, Place
    from ropewalk.model.vault import Vault


@click.command("new", short_help="Write a note, from a template.")
@click.argument("title")
@click.option(
    "--template", metavar="NAME", help="Of the folder that Obsidian's settings name; else its only one."
)
@click.option("--no-template", is_flag=True, help="An empty note.")
@work_options
def new_command(title: str, template: str | None, work: Work, *, no_template: bool) -> int:
    """Write a note called TITLE, from a template if the vault has one.

    A TITLE with `/` in it is a path in the vault. Any other goes where the links that already want it look
    for it, else into the folder for new notes that Obsidian's settings name. Nothing is overwritten.
    """
    from ropewalk.cli.terminal import Terminal

    if template is not None and no_template:
        raise click.UsageError("--template and --no-template exclude each other.")
    terminal = Terminal(quiet=False)
    try:
        return _new(title, template, work, empty=no_template)
    except BrokenError as error:
        return terminal.fail(error)


def _new(title: str, template: str | None, work: Work, *, empty: bool) -> int:
    from ropewalk.build import all_notes
    from ropewalk.create.plan import Planning, folder_for
    from ropewalk.host.building import options_for
    from ropewalk.new_file import write_new_file

    project = open_project(Path())
    options = options_for(project)
    with work.memory(project.vault) as memory:
        vault, notes = all_notes(project.vault, options, memory)
    planning = Planning(vault, notes, aliases=options.aliases)
    note = planning.plan(title, folder_for(vault.settings, vault.root, Path()))
    text, source = ("", "") if empty else _text(vault, note, template)
    try:
        write_new_file(vault.root / note.path, text)
    except OSError as error:
        raise cannot(f"write `{note.path}`", error) from error
    click.echo(f"Wrote {_shown(vault, note.path)}{source}.")
    _tell(vault, note)
    return 0


def _text(vault: Vault, note: NewNote, asked: str | None) -> tuple[str, str]:
    """Return the text of the note, and where it comes from."""
    from datetime import UTC, datetime

    from ropewalk.create.template import choose_template, filled, read_template, templates_of

    templates = templates_of(vault.root, vault.settings)
    name = choose_template(templates, asked)
    if name is None:
        known = ", ".join(templates)
        if known:
            click.echo(f"Templates to choose from with --template: {known}.", err=True)
        return "", ""
    text = read_template(templates[name])
    if "<%" in text:
        click.echo("The template has commands of Templater, which stay as they are.", err=True)
    return filled(
        text, note.title, datetime.now(UTC).astimezone(), vault.settings
    ), f" from the template {name}"


def _tell(vault: Vault, note: NewNote) -> None:
    """Say whose links lead to the note now."""
    from ropewalk.settings import withholds

    if note.wanted_by:
        click.echo("It was wanted by:")
    for place in note.wanted_by:
        click.echo(f"  {_place(vault, place)}")
    for place, before in note.takes:
        click.echo(
            f"warning: {_place(vault, place)}: the link led to {before} and is no longer sure to", err=True
        )
    if withholds(vault.settings)(note.path):
        click.echo("It is not published: Obsidian's settings exclude its folder.")


def _place(vault: Vault, place: Place) -> str:
    return f"{_shown(vault, place.path)}:{place.position.line}:{place.position.column}"


def _shown(vault: Vault, path: str) -> str:
    import os

    return os.path.relpath(vault.root / path)
