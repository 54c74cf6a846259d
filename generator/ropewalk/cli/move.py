"""`ropewalk move`: another name for a note, a folder, a file, a heading or a tag, in every link too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ropewalk.broken import BrokenError
from ropewalk.cli.project import open_project
from ropewalk.cli.work import Work, work_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ropewalk.cli.terminal import Terminal
    from ropewalk.move.asking import Kind
    from ropewalk.move.catalogue import Catalogue
    from ropewalk.move.planning import Plan
    from ropewalk.move.proof import Proven
    from ropewalk.move.writing import Beside


@click.command("move", short_help="Rename notes, folders, files, headings or tags, with every link.")
@click.argument("old")
@click.argument("new")
@click.option("--heading", is_flag=True, help="OLD is `Note#Heading`, NEW the heading's new text.")
@click.option("--tag", is_flag=True, help="OLD and NEW are tags; those nested in OLD go along.")
@click.option("--merge", is_flag=True, help="With --tag: NEW may be a tag already.")
@click.option("--vault", default=".", metavar="DIR", help="Else the current folder's, see `ropewalk build`.")
@click.option("--dry-run", is_flag=True, help="Write nothing; print what would change as a diff.")
@work_options
def move_command(  # noqa: PLR0913  # each is an option
    old: str, new: str, vault: str, work: Work, *, heading: bool, tag: bool, merge: bool, dry_run: bool
) -> int:
    """Rename OLD to NEW and rewrite every link to it, each in the way in which it is written.

    OLD is a note, a folder or a file: its path in the vault, or its name if no other has that name; `.md` may
    be left out. NEW is its new path; without a `/` where OLD has none it stays in its folder; with a `/` at
    the end it is the folder that OLD moves into. Nothing is written if any link would lead elsewhere: exits
    with 1 and names each.
    """
    from ropewalk.cli.terminal import Terminal
    from ropewalk.keeping import kept

    if heading and tag:
        raise click.UsageError("--heading and --tag exclude each other.")
    if merge and not tag:
        raise click.UsageError("--merge belongs to --tag.")
    terminal = Terminal(quiet=False)
    kind: Kind = "heading" if heading else "merge" if merge else "tag" if tag else "path"
    try:
        with kept():
            return _move(terminal, Path(vault), work, (old, new, kind), dry_run=dry_run)
    except BrokenError as error:
        return terminal.fail(error)


def _move(
    terminal: Terminal, folder: Path, work: Work, asked: tuple[str, str, Kind], *, dry_run: bool
) -> int:
    from ropewalk.host.building import options_for
    from ropewalk.move.asking import renaming_of
    from ropewalk.move.journal import carry_out
    from ropewalk.move.proof import prove
    from ropewalk.move.reading import read_whole
    from ropewalk.move.writing import navigation, writing

    project = open_project(folder)
    terminal.vault, options = project.vault, options_for(project)
    with work.memory(project.vault) as memory:
        whole = read_whole(project.vault, options, memory)
    renaming = renaming_of(project.vault, whole.catalogue, *asked)
    proven = prove(whole, renaming, options)
    if proven.conflicts:
        return _refuse(terminal, proven)
    beside = navigation(project.config.config_file_path, renaming)
    if dry_run:
        _show(whole.catalogue, proven.plan, beside)
        return 0
    how = writing(project.vault, whole, proven.plan, beside)
    carry_out(project.vault, how.steps, how.contents)
    _tell(proven)
    return 0


def _refuse(terminal: Terminal, proven: Proven) -> int:
    for conflict in proven.conflicts:
        terminal.tell(conflict)
    click.echo("Nothing was written.", err=True)
    return 1


def _show(catalogue: Catalogue, plan: Plan, beside: Sequence[Beside]) -> None:
    from ropewalk.move.diff import diff, text_diff
    from ropewalk.move.edit import edited

    click.echo("".join(diff(catalogue, plan)), nl=False)
    for file, text, edits in beside:
        click.echo("".join(text_diff(text, edited(text, edits), file.name, file.name)), nl=False)


def _tell(proven: Proven) -> None:
    """Say what was done."""
    from ropewalk.cli.terminal import many

    plan, renaming = proven.plan, proven.plan.renaming
    if renaming.paths:
        said = f"Moved `{renaming.old}` to `{renaming.new}`"
    else:
        said = "Renamed the heading" if renaming.heading else "Renamed the tag"
    counts = {"link": plan.links, "tag": plan.tags}
    written = " and ".join(many(count, name) for name, count in counts.items() if count)
    click.echo(f"{said}; {written or 'no link'} rewritten in {many(len(plan.edits), 'file')}.")
    for path, comes in proven.turned.items():
        state = "is published now" if comes else "is no longer published"
        click.echo(f"note: `{path}` {state}.", err=True)
