"""`ropewalk run`: what the notes claim is tried in real containers."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ropewalk.broken import BrokenError
from ropewalk.cli.project import open_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from manifestrun.choose import EngineName
    from manifestrun.scenario import EngineChoice
    from ropewalk.note_runs import NoteRun, RunnableNote

FORMATS = ("text", "json", "junit")


@click.command("run", short_help="Try what notes claim, in real containers.")
@click.argument("notes", nargs=-1, metavar="[NOTE]...", type=click.Path(path_type=Path))
@click.option("--engine", type=click.Choice(["auto", "podman", "kubectl"]), default="auto", show_default=True)
@click.option("--context", metavar="NAME", help="A local cluster's context; the current one is never taken.")
@click.option("--update", is_flag=True, help="Write what came into the notes where it does not fit.")
@click.option("--yes", is_flag=True, help="With --update: do not ask.")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a record would change.")
@click.option("--strict", is_flag=True, help="Exit with 1 if anything was not run.")
@click.option("--jobs", type=click.IntRange(1, 64), default=2, show_default=True, help="Notes at a time.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
def run_command(  # noqa: PLR0913 - each is an option
    notes: tuple[Path, ...],
    *,
    engine: EngineName,
    context: str | None,
    update: bool,
    yes: bool,
    check: bool,
    strict: bool,
    jobs: int,
    form: str,
) -> int:
    """Run the manifests of NOTEs (files or folders) and check the transcripts under them.

    Without NOTE it is the vault of the current folder. Exit code 0: nothing failed or was refused.
    """
    from manifestrun.choose import NONE
    from manifestrun.engine import EngineError
    from manifestrun.interrupt import stop_on_sigterm
    from ropewalk.note_runs import Runner, find_notes, write_record
    from ropewalk.run_report import REPORTS

    if update and (check or os.environ.get("CI")):
        raise click.UsageError("--update writes notes: not with --check, and not in continuous integration.")
    stop_on_sigterm()
    try:
        vault = _vault()
        found = list(find_notes(notes or (vault or Path(),), vault))
        runner = Runner(choice=_choice(engine, context), jobs=jobs)
        runs = [_progress(run) for run in runner.run(found)]
        click.echo(REPORTS[form](runs), nl=False)
        if update:
            runs = _updated(runs, runner.run, ask=not yes)
        for run in runs:
            if run.changed and not check and runner.choice.name != NONE:
                write_record(run)
    except (BrokenError, EngineError) as error:
        click.echo(f"error: {error}", err=True)
        return 2
    return _code(runs, check=check and runner.choice.name != NONE, strict=strict)


def _choice(engine: EngineName, context: str | None) -> EngineChoice:
    """Return the engine; where none was named and none is there, nothing is run, and that is no failure."""
    from manifestrun.choose import choose_engine, no_engine
    from manifestrun.engine import EngineError

    try:
        return choose_engine(engine, context=context)
    except EngineError as error:
        if engine != "auto" or context is not None:
            raise
        return no_engine(str(error))


def _vault() -> Path | None:
    """Return the notes' folder of the project that the current folder is, if it is one."""
    from ropewalk.host.building import FILES

    if not any(Path(name).is_file() for name in FILES):
        return None
    return open_project(Path()).vault


def _progress(run: NoteRun) -> NoteRun:
    click.echo(f"{run.note.shown}: {run.record.status} ({run.record.seconds:.1f} s)", err=True)
    return run


def _updated(
    runs: list[NoteRun], again: Callable[[list[RunnableNote]], Iterator[NoteRun]], *, ask: bool
) -> list[NoteRun]:
    """Rewrite the transcripts that do not fit, and run those notes again."""
    from ropewalk.note_runs import reread, rewritten, write_note

    result = []
    for run in runs:
        text = rewritten(run)
        if text == run.note.text or (
            ask and not click.confirm(f"Write these lines into {run.note.shown}?", err=True)
        ):
            result.append(run)
            continue
        write_note(run, text)
        result += [_progress(each) for each in again([reread(run.note)])]
    return result


def _code(runs: list[NoteRun], *, check: bool, strict: bool) -> int:
    statuses = {run.record.status for run in runs}
    bad = {"failed", "refused", *(["not run"] if strict else [])}
    stale = check and any(run.changed for run in runs if run.note.record is not None)
    return int(bool(statuses & bad) or stale)
