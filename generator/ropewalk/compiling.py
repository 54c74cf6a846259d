"""Compiling many notes: in this process, in several, or wherever an executor takes them."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from typing import TYPE_CHECKING, Final

from ropewalk.broken import BrokenError
from ropewalk.compile import compile_note
from ropewalk.model.note import CompiledNote, Dialect, Properties

if TYPE_CHECKING:
    from concurrent.futures import Executor

Job = tuple[str, Properties]
"""The text of a note, and its properties."""
Executors = Callable[[int], "AbstractContextManager[Executor | None]"]
"""Gives an executor for so many notes, and ends it; None: this process does it."""

WORTHWHILE: Final = 2_000
"""Notes from which on other processes save more time than they take: each loads the compiler anew, and
what it makes has to be packed and unpacked."""
_PART: Final = 40
"""Notes that are handed over at once."""


def here(_notes: int) -> AbstractContextManager[Executor | None]:
    """Let this process do it, however many notes there are."""
    return nullcontext(None)


def processes(jobs: int) -> Executors:
    """Return what gives at most `jobs` processes where they are worthwhile."""

    def executor(notes: int) -> AbstractContextManager[Executor | None]:
        if jobs < 2 or notes < WORTHWHILE:  # noqa: PLR2004  one process is this one
            return nullcontext(None)
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  few builds need them
        from multiprocessing import get_context  # noqa: PLC0415

        return ProcessPoolExecutor(min(jobs, -(-notes // _PART)), mp_context=get_context("spawn"))

    return executor


def dask(address: str) -> Executors:
    """Return what gives the workers of a Dask cluster at `host:port`, of one on this machine where it is ''.

    The workers need the same Ropewalk as this process.
    """

    @contextmanager
    def executor(_notes: int) -> Iterator[Executor]:
        try:
            from distributed import Client  # noqa: PLC0415  is not installed unless it is wanted
        except ImportError as error:
            way_out = "Install it: pip install distributed."
            raise BrokenError("the package `distributed` of Dask is missing", help=way_out) from error
        try:
            client = Client(f"tcp://{address}" if address else None)
        except (OSError, ValueError) as error:
            raise BrokenError(f"there is no Dask cluster at `{address}`") from error
        with client, client.get_executor() as found:
            yield found

    return executor


def compile_notes(
    jobs: Sequence[Job], dialect: Dialect, executors: Executors
) -> Iterator[tuple[CompiledNote, bytes | None]]:
    """Yield each note in the order of the jobs, with its packed form where there is one already."""
    with executors(len(jobs)) as executor:
        if executor is None:
            for text, properties in jobs:
                yield compile_note(text, properties, dialect), None
            return
        parts = [jobs[start : start + _PART] for start in range(0, len(jobs), _PART)]
        for made in executor.map(partial(_compiled, dialect), parts):
            for content in made:
                yield unpacked(content), content


def packed(note: CompiledNote) -> bytes:
    """Return a note as bytes, for another process or a later one."""
    return pickle.dumps(note, pickle.HIGHEST_PROTOCOL)


def unpacked(content: bytes) -> CompiledNote:
    """Return the note that was packed."""
    note: CompiledNote = pickle.loads(content)  # noqa: S301  our own process or the user's own cache
    return note


def _compiled(dialect: Dialect, jobs: Sequence[Job]) -> list[bytes]:
    return [packed(compile_note(text, properties, dialect)) for text, properties in jobs]
