"""The command line `manifestrun`: plain files, without notes and without a site."""

import os
from pathlib import Path

import click

from manifestrun.choose import EngineName, choose_engine
from manifestrun.engine import EngineError
from manifestrun.interrupt import stop_on_sigterm
from manifestrun.policy import Policy
from manifestrun.problem import ProblemError
from manifestrun.report import report
from manifestrun.run import RunResult, run_scenario
from manifestrun.scenario import Scenario
from manifestrun.transcript import parse_transcript
from manifestrun.update import Replacement, update_transcript
from manifestrun.whole_file import write_whole

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.version_option(package_name="ropewalk", prog_name="manifestrun")
@click.argument("manifest", type=_FILE)
@click.argument("transcript", type=_FILE)
@click.option("--engine", type=click.Choice(["auto", "podman", "kubectl"]), default="auto", show_default=True)
@click.option("--context", metavar="NAME", help="A local cluster's context; the current one is never taken.")
@click.option(
    "--policy", type=click.Choice(["baseline", "restricted"]), default="baseline", show_default=True
)
@click.option("--retry", type=float, default=0.0, metavar="SECONDS", help="Repeat a command until it fits.")
@click.option("--update", is_flag=True, help="Write what came into the transcript where it does not fit.")
@click.option("--yes", is_flag=True, help="With --update: do not ask.")
def main(  # noqa: PLR0913 - each is an option
    manifest: Path,
    transcript: Path,
    *,
    engine: EngineName,
    context: str | None,
    policy: Policy,
    retry: float,
    update: bool,
    yes: bool,
) -> None:
    """Run MANIFEST's pods in real containers and check the console TRANSCRIPT against what happens.

    The exit code is 0 if all of it passed, 1 if something failed, was refused or could not be run, and 2 if
    this machine can run nothing.
    """
    stop_on_sigterm()
    if update and os.environ.get("CI"):
        raise click.UsageError("--update writes files, which is not for continuous integration")
    text = transcript.read_text("utf-8")
    try:
        scenario = Scenario(
            blocks={manifest.name: manifest.read_text("utf-8")},
            steps=parse_transcript(text),
            policy=policy,
            retry=retry,
        )
        result = run_scenario(scenario, choose_engine(engine, context=context))
    except ProblemError as error:
        raise click.ClickException(
            "\n".join(f"{transcript}: {problem}" for problem in error.problems)
        ) from error
    except EngineError as error:
        click.echo(f"error: {error}", err=True)
        raise SystemExit(2) from error
    for line in report(result, str(manifest), str(transcript)):
        click.echo(line)
    if update and _update(transcript, text, result, ask=not yes):
        return
    raise SystemExit(result.status != "passed")


def _update(transcript: Path, text: str, result: RunResult, *, ask: bool) -> bool:
    """Write the new transcript, if the user wants it; tell whether all is well afterwards."""
    failed = [command for command in result.commands if not command.passed]
    if not failed or result.reasons:
        return result.status == "passed"
    if ask and not click.confirm(f"Write these lines into {transcript}?"):
        return False
    changes = [Replacement(step=each.step, lines=each.masked, exit=each.exit) for each in failed]
    try:
        write_whole(transcript, update_transcript(text, changes))
    except OSError as error:
        click.echo(f"error: cannot write `{transcript}`: {(error.strerror or str(error)).lower()}", err=True)
        raise SystemExit(2) from error
    return True
