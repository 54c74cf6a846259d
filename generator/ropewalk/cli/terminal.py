"""What a person sees while a command runs: findings, a line of progress, the result."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

import click

from manifestcheck.diagnostic import Diagnostic, Severity
from ropewalk.broken import BrokenError

_COLOURS: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_PAUSE: Final = 0.1
"""Seconds between two states of the line of progress."""


@dataclass(slots=True, kw_only=True)
class Terminal:
    """Findings and progress go to stderr, the result to stdout; colours only where a terminal shows them."""

    quiet: bool
    vault: Path | None = None
    """The folder that the paths of findings are relative to."""
    counts: dict[Severity, int] = field(default_factory=lambda: dict.fromkeys(Severity, 0))
    said: list[tuple[str, str, str | None]] = field(default_factory=list)
    """Severity, text and way out of each finding."""
    site: Path = Path()
    _shown: float = 0.0
    _busy: bool = False
    _last: str = ""

    @property
    def problems(self) -> int:
        """How many warnings and errors there were."""
        return self.counts[Severity.WARNING] + self.counts[Severity.ERROR]

    def progress(self, text: str) -> None:
        """Show what is going on, on a terminal only."""
        now = time.monotonic()
        if self.quiet or not sys.stderr.isatty() or now - self._shown < _PAUSE:
            return
        self._shown, self._busy = now, True
        click.echo(f"\r\x1b[K{text}", nl=False, err=True)

    def clear(self) -> None:
        """Take the line of progress away."""
        if self._busy:
            click.echo("\r\x1b[K", nl=False, err=True)
            self._busy = False

    def tell(self, diagnostic: Diagnostic) -> None:
        """Count and show a finding, its path as seen from the current folder."""
        shown = self._place(diagnostic)
        self._line(diagnostic.severity, f"{shown}: {diagnostic.code} {diagnostic.message}", diagnostic.help)

    def warn(self, text: str, severity: Severity = Severity.WARNING) -> None:
        """Count and show what is about no note."""
        self._line(severity, text, None)

    def repeat(self, lines: Iterable[tuple[str, str, str | None]]) -> None:
        """Show what an earlier build has told."""
        for severity, text, help_ in lines:
            self._line(Severity(severity), text, help_)

    def finish(self, site: Path, seconds: float | None) -> None:
        """Say where the site is; None: it was left as it is."""
        self.clear()
        if self.quiet:
            return
        found = counted({of: count for of, count in self.counts.items() if of is not Severity.INFO})
        noted = f" with {found}" if found else ""
        when = "where nothing has changed," if seconds is None else f"built in {seconds:.1f} s"
        click.echo(f"The site is in {_from_here(site)}{os.sep}, {f'{when}{noted}'.rstrip(',')}.")

    def fail(self, error: BrokenError) -> int:
        """Say in one line what is broken, unless MkDocs has just said it; return the exit code."""
        self.clear()
        if str(error) != self._last:
            way_out = f". {error.help}" if error.help else ""
            _echo(f"{_styled('error', 'red')}: {error}{way_out}")
        return 2

    def _place(self, diagnostic: Diagnostic) -> str:
        path = diagnostic.path
        if self.vault:
            # Once for all findings: there may be thousands.
            folder = _from_here(self.vault)
            path = path if folder == os.curdir else f"{folder}{os.sep}{path}".rstrip(os.sep)
        position = diagnostic.position
        return f"{path}:{position.line}:{position.column}" if position else path

    def _line(self, severity: Severity, text: str, help_: str | None) -> None:
        self.counts[severity] += 1
        self.said.append((severity.value, text, help_))
        if self.quiet and severity is Severity.INFO:
            return
        self.clear()
        self._last = text
        _echo(f"{_styled(severity.value, _COLOURS[severity])}: {text}")
        if help_:
            _echo(f"  help: {help_}")


@contextmanager
def listening(terminal: Terminal) -> Iterator[None]:
    """Show what MkDocs and its plugins log while the block runs."""
    logger = logging.getLogger("mkdocs")
    handler = _Handler(terminal)
    level, propagates = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagates


class _Handler(logging.Handler):
    """Findings as findings; of the rest what is worth a person's while."""

    def __init__(self, terminal: Terminal) -> None:
        super().__init__()
        self._terminal = terminal

    def emit(self, record: logging.LogRecord) -> None:
        diagnostic = getattr(record, "diagnostic", None)
        if isinstance(diagnostic, Diagnostic):
            self._terminal.tell(diagnostic)
        elif record.levelno >= logging.WARNING:
            severity = Severity.ERROR if record.levelno >= logging.ERROR else Severity.WARNING
            self._terminal.warn(record.getMessage(), severity)


def counted(counts: Mapping[Severity, int]) -> str:
    """Return how many findings of each severity there are, '' if none."""
    words = (many(counts[of], of) for of in Severity if counts.get(of))
    return ", ".join(words)


def many(count: int, name: str) -> str:
    """Return so many of what has a name, the name in the plural where it has to be."""
    return f"{count} {name}{'' if count == 1 else 's'}"


def _styled(text: str, colour: str) -> str:
    """Return the text in a colour, unless `NO_COLOR` forbids it (no-color.org)."""
    return text if os.environ.get("NO_COLOR") else click.style(text, fg=colour)


def _echo(text: str) -> None:
    click.echo(text, err=True)


@lru_cache(maxsize=8)
def _from_here(path: Path) -> str:
    """Return a path as seen from the current folder, if it is not far away."""
    try:
        shown = os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
    return str(path) if shown.startswith(os.path.join("..", "..")) else shown  # noqa: PTH118  # a prefix
