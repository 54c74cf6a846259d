"""`ropewalk check`: everything that is to be said of a vault, without building its site."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from manifestcheck.diagnostic import Severity
from ropewalk.broken import BrokenError
from ropewalk.cli.project import open_project
from ropewalk.cli.work import Work, work_options

if TYPE_CHECKING:
    from manifestcheck.diagnostic import Diagnostic
    from ropewalk.build import Site

FORMATS = ("text", "concise", "json", "sarif", "github")


def _codes(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Split what is given as a list with commas."""
    from ropewalk.codes import UnknownCodeError, chosen

    try:
        return chosen(code for value in values for code in value.replace(",", " ").split())
    except UnknownCodeError as error:
        raise click.BadParameter(f"{error}. {error.help}") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the options say."""

    paths: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    form: str
    mending: str
    """`fix`, `diff` or ''."""


@click.command("check", short_help="Report what is wrong in the notes, and mend some of it.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--select", multiple=True, callback=_codes, metavar="CODES", help="Report these only: RW2,MC.")
@click.option("--ignore", multiple=True, callback=_codes, metavar="CODES", help="Do not report these.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="Of the report.")
@click.option("--fix", is_flag=True, help="Mend in the notes what has one safe way to be mended.")
@click.option("--diff", is_flag=True, help="Mend nothing; print what --fix would change.")
@click.option("--published", is_flag=True, help="List what would be public and what not, and why.")
@work_options
def check_command(  # noqa: PLR0913  one for each option
    paths: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    form: str,
    work: Work,
    *,
    fix: bool,
    diff: bool,
    published: bool,
) -> int:
    """Report what is wrong in the notes of a vault.

    The vault is the current folder's, see `ropewalk build`; a PATH narrows the report to a note or folder
    of it. Where the current folder has no mkdocs.yml, a folder as the only PATH is the vault itself. Exits
    with 1 if there was a warning or an error.

    With --published it lists each note and file of the whole vault instead, as text or json.
    """
    from ropewalk.cli.terminal import Terminal

    mending = "diff" if diff else "fix" if fix else ""
    asked = _Asked(paths=paths, select=select, ignore=ignore, form=form, mending=mending)
    try:
        return _published(paths, form, work) if published else _check(asked, work)
    except BrokenError as error:
        return Terminal(quiet=False).fail(error)


def _check(asked: _Asked, work: Work) -> int:
    from ropewalk.build import load
    from ropewalk.checking import findings
    from ropewalk.heard import Choice
    from ropewalk.host.building import options_for

    folder, narrowed = _vault(asked.paths)
    project = open_project(folder)
    options = options_for(project)
    choice = Choice(
        select=asked.select or options.choice.select, ignore=(*options.choice.ignore, *asked.ignore)
    )
    with work.memory(project.vault) as memory:
        site = load(project.vault, replace(options, choice=choice), memory)
        found = _below(findings(site), project.vault, narrowed)
        if asked.mending and _mend(site, found, write=asked.mending == "fix"):
            site = load(project.vault, replace(options, choice=choice), memory)
            found = _below(findings(site), project.vault, narrowed)
    if asked.mending != "diff":
        _report(site, found, asked.form)
    return 1 if any(one.severity is not Severity.INFO for one in found) else 0


def _mend(site: Site, found: Iterable[Diagnostic], *, write: bool) -> bool:
    """Mend what can be mended, or show how; return whether anything was written."""
    from ropewalk.cli.terminal import many
    from ropewalk.fix.fixing import fixes

    made = fixes(site, found)
    if not write:
        click.echo("".join(made.diff()), nl=False)
    elif made.count:
        made.write(site.vault.root)
    done = "Mended" if write else "Would mend"
    click.echo(f"{done} {many(made.count, 'finding')} in {many(len(made.edits), 'note')}.", err=True)
    return write and bool(made.count)


def _report(site: Site, found: list[Diagnostic], form: str) -> None:
    from manifestcheck.report import FORMATS as RENDERERS
    from manifestcheck.report import About
    from ropewalk.cli.terminal import many
    from ropewalk.codes import meanings_of

    root = site.vault.root
    texts = {_from_here(root / source.path): source.text for source in site.vault.notes}
    shown = [replace(one, path=_from_here(root / one.path)) for one in found]
    about = About(tool="ropewalk", meanings=meanings_of(one.code for one in found), texts=texts)
    click.echo(RENDERERS[form](shown, about), nl=False)
    if form == "text":
        click.echo(f"{_counted(found)} in {many(len(site.vault.notes), 'note')}.")


def _published(paths: tuple[str, ...], form: str, work: Work) -> int:
    from ropewalk.build import load
    from ropewalk.cli.published import FORMATS as LISTS
    from ropewalk.cli.published import tell_published
    from ropewalk.host.building import options_for

    folder, narrowed = _vault(paths)
    if form not in LISTS or narrowed:
        raise click.UsageError(f"--published lists the whole vault, as {' or '.join(LISTS)}.")
    project = open_project(folder)
    with work.memory(project.vault) as memory:
        tell_published(project, load(project.vault, options_for(project), memory), form)
    return 0


def _vault(paths: tuple[str, ...]) -> tuple[Path, tuple[Path, ...]]:
    """Return the project's folder, and the paths that the report is narrowed to."""
    from ropewalk.host.building import FILES

    configured = any(Path(name).is_file() for name in FILES)
    if not configured and len(paths) == 1 and Path(paths[0]).is_dir():
        return Path(paths[0]), ()
    for path in paths:
        if not Path(path).exists():
            raise BrokenError(f"there is no `{path}`")
    return Path(), tuple(Path(path) for path in paths)


def _below(found: Iterable[Diagnostic], vault: Path, narrowed: tuple[Path, ...]) -> list[Diagnostic]:
    if not narrowed:
        return list(found)
    wanted = [path.resolve() for path in narrowed]
    places = {one: (vault / one.path).resolve() for one in found}
    return [one for one, place in places.items() if any(place.is_relative_to(path) for path in wanted)]


def _counted(found: list[Diagnostic]) -> str:
    """Return how many findings of each severity there are."""
    from ropewalk.cli.terminal import counted

    counts = Counter(one.severity for one in found)
    return counted(counts) or "Nothing to report"


def _from_here(path: Path) -> str:
    return os.path.relpath(path)
