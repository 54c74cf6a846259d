"""What a site may configure about how its vault is read, compiled, linked and published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from ropewalk.heard import Choice

Mode = Literal["opt-out", "opt-in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The plugin's options and what MkDocs knows that matters to the stages."""

    mode: Mode = "opt-out"
    """`opt-in` publishes only notes with `publish: true`."""
    strict_line_breaks: bool | None = None
    """None: as `.obsidian/app.json` says."""
    external_media: bool = False
    trusted_html: bool = False
    aliases: bool = True
    """Whether a link may be resolved by an alias or a permalink where no file has its name."""
    exclude: tuple[str, ...] = ()
    """Paths within the folder that are no part of the vault, files or folders."""
    kept_back: tuple[str, ...] = ()
    """Paths within the vault that are not published, files or folders."""
    withheld: Callable[[str], bool] = lambda _path: False
    """Whether a rule of the host keeps the note or file at a path out."""
    directory_urls: bool = True
    kubernetes: tuple[str, ...] = ("",)
    """See `Dialect.kubernetes`."""
    choice: Choice = field(default_factory=Choice)
    """Which findings are told."""
    unlinked: bool = True
    """Whether a note's page lists the notes that name it without a link."""
    git_dates: bool = True
    """Whether a note without dates in its properties has those of its commits."""
    language: str = "en"
