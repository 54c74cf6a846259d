"""A vault as it was read from disk, before anything in it has been understood."""

from __future__ import annotations

from dataclasses import field, replace
from pathlib import Path

from manifestcheck.diagnostic import Diagnostic
from manifestcheck.value import value


@value(kw_only=True)
class Settings:
    """What Obsidian's own settings in `.obsidian/` say that matters for a site."""

    strict_line_breaks: bool = False
    """`app.json`: `strictLineBreaks`."""
    attachment_folder: str = ""
    """`app.json`: `attachmentFolderPath`."""
    link_format: str = ""
    """`app.json`: `newLinkFormat`: `shortest`, `relative` or `absolute`; '' where it is not set."""
    excluded: tuple[str, ...] = ()
    """`app.json`: `userIgnoreFilters`: path prefixes, or `/regular expressions/`."""
    template_folders: tuple[str, ...] = ()
    """`templates.json` `folder` and Templater's `templates_folder`; never guessed from a name."""
    date_format: str = "YYYY-MM-DD"
    """`templates.json`: `dateFormat`, of Moment.js."""
    time_format: str = "HH:mm"
    """`templates.json`: `timeFormat`."""
    new_notes: str = "root"
    """`app.json`: `newFileLocation`: `root`, `current` or `folder`."""
    new_note_folder: str = ""
    """`app.json`: `newFileFolderPath`, for `folder`."""


@value(kw_only=True)
class Source:
    """One note's text as read."""

    path: str
    """Relative to the vault, with `/`, in Unicode NFC; the name on disk may be NFD: see `file`."""
    file: Path
    text: str
    """Decoded, without a byte order mark, with `\\n` line ends."""


@value(kw_only=True)
class VaultFile:
    """A file that is not a note: an image, a PDF, a canvas."""

    path: str
    file: Path


@value(kw_only=True)
class Vault:
    """Everything found by one walk over the folder, in path order."""

    root: Path
    settings: Settings = field(default_factory=Settings)
    notes: tuple[Source, ...] = ()
    files: tuple[VaultFile, ...] = ()
    withheld: frozenset[str] = frozenset()
    """Paths of notes and files that exist but are kept out by a rule about paths (excluded, template
    folder, unreadable): a link to one is withheld, not missing."""
    diagnostics: tuple[Diagnostic, ...] = ()

    def without_texts(self) -> Vault:
        """Return the same without what is in the notes."""
        return replace(self, notes=tuple(Source(path=one.path, file=one.file, text="") for one in self.notes))
