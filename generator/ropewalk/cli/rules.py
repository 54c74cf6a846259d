"""`ropewalk rules`: the codes of findings and what they stand for."""

from __future__ import annotations

import click

from ropewalk.broken import BrokenError


@click.command("rules", short_help="List the codes of findings.")
@click.argument("codes", nargs=-1, metavar="[CODE]...")
def rules_command(codes: tuple[str, ...]) -> int:
    """List what is checked; a CODE, or the beginning of one, narrows the list."""
    from ropewalk.cli.terminal import Terminal
    from ropewalk.codes import meanings

    shown = {code: said for code, said in meanings().items() if not codes or code.startswith(codes)}
    if not shown:
        return Terminal(quiet=False).fail(BrokenError(f"no code begins with `{'`, `'.join(codes)}`"))
    for code, said in sorted(shown.items()):
        click.echo(f"{code}  {said}")
    return 0
