"""The command `manifestcheck`."""

from __future__ import annotations

import os
import sys

import click

FORMATS = ("text", "concise", "json", "sarif", "github")
BAD_USE = 2


def _separate(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Split what is given as a list with commas."""
    return tuple(part for value in values for part in value.replace(",", " ").split())


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, required=True, metavar="FILE|DIR|-...")
@click.option(
    "--kubernetes-version",
    "versions",
    multiple=True,
    callback=_separate,
    metavar="VERSION",
    help="Version of the server, such as 1.31; given twice, a range. The newest by default.",
)
@click.option(
    "--select", multiple=True, callback=_separate, metavar="CODES", help="Report these codes or rules only."
)
@click.option(
    "--ignore", multiple=True, callback=_separate, metavar="CODES", help="Do not report these codes or rules."
)
@click.option(
    "--schema-location",
    "locations",
    multiple=True,
    metavar="TEMPLATE",
    help="Local folder, or template of paths as kubeconform has them, with JSON schemas of other kinds.",
)
@click.option("--strict-kinds", is_flag=True, help="Fail on kinds that are not known.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="Of the report."
)
@click.option(
    "--jobs", type=click.IntRange(0), default=1, show_default=True, help="Processes; 0: one per processor."
)
@click.version_option(package_name="ropewalk")
def main(  # noqa: PLR0913, PLR0917  # one parameter for each option
    paths: tuple[str, ...],
    versions: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    locations: tuple[str, ...],
    form: str,
    jobs: int,
    *,
    strict_kinds: bool,
) -> None:
    """Say what a Kubernetes API server would say of manifests, without one.

    Folders are searched for .yaml, .yml and .json files. Exits with 1 if a document would be rejected, and
    with 2 if the command itself cannot do its work.
    """
    from manifestcheck import files, run
    from manifestcheck.custom.location import SchemaFileError, check_location
    from manifestcheck.diagnostic import Severity
    from manifestcheck.report import FORMATS as RENDERERS
    from manifestcheck.schema.catalog import UnknownVersionError

    try:
        for location in locations:
            check_location(location)
        texts = [(name, files.read(name)) for name in files.expand(paths)]
        crds = tuple(text for _, text in texts if "CustomResourceDefinition" in text)
        options = run.Options(versions=versions, crds=crds, locations=locations, select=select, ignore=ignore)
        reports = run.run(texts, options, jobs or os.cpu_count() or 1)
    except (files.NoFileError, SchemaFileError, UnknownVersionError, ValueError) as error:
        click.echo(f"manifestcheck: {error}", err=True)
        sys.exit(BAD_USE)
    click.echo(RENDERERS[form](reports, dict(texts)), nl=False)
    rejected = any(finding.severity is Severity.ERROR for report in reports for finding in report.diagnostics)
    strange = strict_kinds and any(report.verdict == "unknown" for report in reports)
    sys.exit(1 if rejected or strange else 0)
