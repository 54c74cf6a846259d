"""How a command does its work: with or without a cache, in how many processes."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ropewalk.broken import BrokenError

if TYPE_CHECKING:
    from ropewalk.memory import Memory
    from ropewalk.warm import LastBuild


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What the options say."""

    cache: Path | None
    """The folder of the cache; None: there is none."""
    jobs: int
    executor: str = ""
    """`dask` or `dask://HOST:PORT`; '' for processes of this machine."""

    def last_build(self, *words: str) -> LastBuild | None:
        """Return the last build that was asked for in the same words; None without a cache."""
        if self.cache is None:
            return None
        from ropewalk.warm import LastBuild

        return LastBuild(self.cache, words)

    @contextmanager
    def memory(self, vault: Path, site: Path | None = None) -> Iterator[Memory]:
        """Yield what notes are compiled through; raise BrokenError if the cache is in the way."""
        from ropewalk.cache import Cache
        from ropewalk.compiling import dask, processes
        from ropewalk.memory import Memory

        if self.cache is not None:
            _keep_apart(self.cache, vault, site)
        _, is_dask, address = self.executor.partition("dask")
        executors = dask(address.removeprefix("://")) if is_dask else processes(self.jobs)
        yield Memory(cache=Cache(self.cache) if self.cache else None, executors=executors)


def _keep_apart(cache: Path, vault: Path, site: Path | None) -> None:
    from ropewalk.site_folder import is_in_sight

    in_site = site is not None and cache.resolve().is_relative_to(site.resolve())
    if in_site or is_in_sight(cache, vault):
        raise BrokenError(
            f"the folder `{cache}` for the cache lies in `{site if in_site else vault}`",
            help="Choose another with `--cache-dir`, or `--no-cache`.",
        )


def work_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options and, as `work`, what they say."""

    @click.option("--cache-dir", metavar="DIR", help="Of compiled notes; else ~/.cache/ropewalk.")
    @click.option("--no-cache", is_flag=True, help="Compile every note, and keep nothing.")
    @click.option(
        "-j", "--jobs", type=click.IntRange(1), help="Processes that compile; else one a processor."
    )
    @click.option(
        "--executor", default="", callback=_executor, help="dask, or dask://HOST:PORT of a cluster."
    )
    @functools.wraps(command)
    def wrapped(
        cache_dir: str | None,
        jobs: int | None,
        executor: str,
        *,
        no_cache: bool,
        **given: Any,  # noqa: ANN401  # the command's own options
    ) -> int:
        folder = None if no_cache else cache_folder(cache_dir)
        return command(**given, work=Work(cache=folder, jobs=jobs or _processors(), executor=executor))

    return wrapped


def _executor(_context: click.Context, _option: click.Parameter, value: str) -> str:
    if value not in {"", "dask"} and not value.removeprefix("dask://").partition(":")[2].isdecimal():
        raise click.BadParameter("it is `dask` or `dask://HOST:PORT`.")
    return value


def cache_folder(named: str | None) -> Path:
    """Return the folder of the cache, of the user's choice or the system's."""
    from ropewalk.cache import default_folder

    return Path(named) if named else default_folder()


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
