"""`ropewalk move`: another name for a note, a folder, a file, a heading or a tag, in every link too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ropewalk.broken import BrokenError
from ropewalk.cli.project import open_project
from ropewalk.cli.work import Work, work_options

if TYPE_CHECKING:
    from ropewalk.cli.terminal import Terminal
    from ropewalk.move.moving import Proven
    from ropewalk.move.renaming import Renaming


@click.command("move")
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

    if heading and tag:
        raise click.UsageError("--heading and --tag exclude each other.")
    if merge and not tag:
        raise click.UsageError("--merge belongs to --tag.")
    terminal = Terminal(quiet=False)
    try:
        return _Move(terminal, Path(vault), work).run(old, new, (heading, tag, merge), dry_run=dry_run)
    except BrokenError as error:
        return terminal.fail(error)


class _Move:
    """One call of the command."""

    def __init__(self, terminal: Terminal, folder: Path, work: Work) -> None:
        from ropewalk.host.building import options_for
        from ropewalk.move.reading import read_whole

        self.terminal = terminal
        project = open_project(folder)
        self.root, self.options = project.vault, options_for(project)
        terminal.vault = self.root
        with work.memory(self.root) as memory:
            self.whole = read_whole(self.root, self.options, memory)

    def run(self, old: str, new: str, kind: tuple[bool, bool, bool], *, dry_run: bool) -> int:
        from ropewalk.move.diff import diff
        from ropewalk.move.journal import carry_out
        from ropewalk.move.moving import prove, writing

        renaming = self._renaming(old, new, *kind)
        proven = prove(self.whole, renaming, self.options)
        if proven.conflicts:
            for conflict in proven.conflicts:
                self.terminal.tell(conflict)
            return self._refuse(len(proven.conflicts))
        if dry_run:
            click.echo("".join(diff(self.whole.catalogue, proven.plan)), nl=False)
            return 0
        how = writing(self.root, self.whole, proven.plan)
        carry_out(self.root, how.steps, how.contents)
        self._done(proven)
        return 0

    def _renaming(self, old: str, new: str, heading: bool, tag: bool, merge: bool) -> Renaming:  # noqa: FBT001
        from ropewalk.move.parts_request import heading_renaming, tag_renaming
        from ropewalk.move.request import path_renaming

        catalogue = self.whole.catalogue
        if heading:
            return heading_renaming(self.root, catalogue, old, new)
        if tag:
            return tag_renaming(catalogue.documents, old, new, merge=merge)
        return path_renaming(self.root, (*catalogue.documents, *catalogue.files), old, new)

    def _refuse(self, conflicts: int) -> int:
        links = "1 link" if conflicts == 1 else f"{conflicts} links"
        click.echo(f"Nothing was written: {links} would not lead where they do now.", err=True)
        return 1

    def _done(self, proven: Proven) -> None:
        """Say what was done."""
        plan = proven.plan
        renaming = plan.renaming
        if renaming.paths:
            said = f"Moved `{renaming.old}` to `{renaming.new}`"
        else:
            said = "Renamed the heading" if renaming.heading else "Renamed the tag"
        counts = [(plan.links, "link"), (plan.tags, "tag")]
        written = [f"{count} {name}{'s' * (count != 1)}" for count, name in counts if count]
        files = f"{len(plan.edits)} file{'s' * (len(plan.edits) != 1)}"
        click.echo(f"{said}; {' and '.join(written) or 'no link'} rewritten in {files}.")
        for path, comes in proven.turned.items():
            click.echo(
                f"note: `{path}` {'is published now' if comes else 'is no longer published'}.", err=True
            )
