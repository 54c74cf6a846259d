"""`ropewalk cache`: what is kept from one build for the next."""

from __future__ import annotations

import click

from ropewalk.broken import cannot
from ropewalk.cli.work import cache_folder


@click.group("cache", short_help="Look after what is kept for the next time.")
def cache_command() -> None:
    """Look after what is kept from one build for the next."""


@cache_command.command("clear")
@click.option("--cache-dir", metavar="DIR", help="Where it is; else ~/.cache/ropewalk.")
def clear_command(cache_dir: str | None) -> int:
    """Remove the cache. It is safe at any time: the next build makes it anew."""
    from ropewalk.cache import Cache
    from ropewalk.cli.terminal import Terminal

    folder = cache_folder(cache_dir)
    try:
        existed = Cache(folder).clear()
    except OSError as error:
        return Terminal(quiet=False).fail(cannot(f"clear `{folder}`", error))
    click.echo(f"The cache in {folder} is {'cleared' if existed else 'empty'}.")
    return 0
