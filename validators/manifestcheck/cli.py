"""The command `manifestcheck`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from manifestcheck.finding import DocumentReport

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
    click.echo(_report(reports, dict(texts), form), nl=False)
    rejected = any(finding.severity is Severity.ERROR for report in reports for finding in report.diagnostics)
    strange = strict_kinds and any(report.verdict == "unknown" for report in reports)
    sys.exit(1 if rejected or strange else 0)


def _report(reports: Sequence[DocumentReport], texts: dict[str, str], form: str) -> str:
    from manifestcheck.advice import MEANINGS
    from manifestcheck.report import FORMATS as RENDERERS
    from manifestcheck.report import About, documents

    if form == "json":
        return documents.render(reports)
    told = [diagnostic for report in reports for diagnostic in report.told()]
    shown = RENDERERS[form](told, About(tool="manifestcheck", meanings=MEANINGS, texts=texts))
    return f"{shown}{_summary(reports)}\n" if form == "text" else shown


def _summary(reports: Sequence[DocumentReport]) -> str:
    from manifestcheck.diagnostic import Severity

    verdicts = [report.verdict for report in reports]
    remarks = sum(one.severity is not Severity.ERROR for report in reports for one in report.diagnostics)
    counts = ", ".join(f"{verdicts.count(one)} {one}" for one in ("valid", "invalid", "unknown"))
    return f"{len(reports)} documents: {counts}; {remarks} remarks"
