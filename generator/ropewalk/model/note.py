"""A note after compiling: its pieces and its symbol table, which know nothing of other notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Final

from manifestcheck.diagnostic import Diagnostic, Severity
from manifestcheck.position import Position
from manifestcheck.value import value
from ropewalk.model.manifest import Manifest
from ropewalk.model.slots import Pieces

Scalar = str | int | float | bool | None
PropertyValue = Scalar | list["PropertyValue"] | dict[str, "PropertyValue"]
"""A property with YAML 1.2 meaning: dates, `yes` and `1:30` stay strings."""


@value(kw_only=True)
class Finding:
    """A diagnostic that does not know its file yet, because compiling knows no path."""

    code: str
    severity: Severity
    message: str
    position: Position | None = None
    help: str | None = None

    def at(self, path: str) -> Diagnostic:
        """Return the finding as one about the file at `path`."""
        return Diagnostic(
            path=path,
            position=self.position,
            code=self.code,
            severity=self.severity,
            message=self.message,
            help=self.help,
        )


@value(kw_only=True)
class Dialect:
    """The options that change what one note compiles to; part of the cache key."""

    strict_line_breaks: bool = False
    """True: a single newline is a space (CommonMark); False: it is a line break (Obsidian)."""
    external_media: bool = False
    """True: images and players of other hosts load at once; False: after a click."""
    kubernetes: tuple[str, ...] = ("",)
    """The version that manifests are checked for, or both ends of a range; '' is the newest known,
    none: no check."""
    trusted_html: bool = False
    """True: raw HTML of the author passes unchanged."""


class Written(StrEnum):
    """How a reference stands in the source."""

    WIKILINK = "wikilink"
    MARKDOWN = "markdown"
    HTML = "html"
    PROPERTY = "property"


@value()
class Span:
    """A stretch of a file's text."""

    position: Position
    """Of its first character."""
    length: int
    """Characters, line ends included."""


@value(kw_only=True)
class Reference:
    """A link or embed to something in the vault, as typed; resolving it is the linker's work."""

    written: Written
    embed: bool
    target: str
    """The path part: NFC, trimmed, percent-decoded where the form calls for it; '' is this note."""
    subpath: str
    """What follows the first `#`, without it: `Heading`, `A#B`, `^block`, `page=3`; else ''."""
    shown: str
    """The text that a reader sees for it, without markup."""
    position: Position
    """Of its first character, `[` or `!` or `<`, in the file."""
    length: int
    """Characters from there to its last one, all on that line unless it is a Markdown link."""
    address: Span | None = None
    """Where target and subpath stand as they were written, on one line; those of a link `[text][label]`
    stand where the label is defined. None where they are not written in one piece."""
    hidden: bool = False
    """Inside a comment: `move` rewrites it, backlinks and the site never see it."""
    property: str | None = None
    """The property it stands in, for `Written.PROPERTY`."""
    alt: str = ""
    width: int | None = None
    height: int | None = None


Context = tuple[str | int, ...]
"""A sentence (of a table the whole row) as plain text; an integer is a reference, whose `shown` text
stands there."""


@value(kw_only=True)
class Heading:
    """A heading outside quotes, callouts and lists."""

    level: int
    text: str
    """Plain text, for the table of contents."""
    key: str
    """The form that subpaths are compared in, see `ropewalk.subpath`."""
    id: str
    start: int
    """Index into `CompiledNote.pieces` of its start tag."""
    end: int
    """Index after the last piece of its section, subsections included."""
    after: int
    """Index after its own end tag."""
    line: int
    span: Span | None = None
    """Of its text without `#` marks and underline; None where a comment is in it or nothing."""
    open_tags: str = ""
    """Raw HTML that is open where the section begins, to be put before it when it is cut out."""
    close_tags: str = ""
    """End tags for what is open where the section ends."""


@value(kw_only=True)
class Block:
    """A paragraph, list item, list, quote, callout, table or code with a `^id`."""

    id: str
    """Without `^`, as typed; compared without case."""
    start: int
    end: int
    open_wrap: str
    """What must stand around it when it is cut out: `<ol start="2">` for a list item."""
    close_wrap: str
    line: int


@value(kw_only=True)
class Tag:
    """A tag in the text or in the properties."""

    name: str
    """Without `#`, as typed; compared without case."""
    position: Position
    hidden: bool = False


@value(kw_only=True)
class Snippet:
    """A fenced code block, byte for byte as the author wrote it, container marks removed."""

    language: str
    """The first word of the info string; '' where there is none."""
    info: str
    """The rest of the info string."""
    text: str
    position: Position
    """Of the first character of the first line of its text."""
    columns: tuple[int, ...] = ()
    """For each line of `text`, the 1-based column in the file at which it starts."""


@value(kw_only=True)
class Ignored:
    """Findings that an author does not want to be told of."""

    codes: frozenset[str]
    """Codes, or beginnings of codes. Empty: all."""
    first_line: int
    last_line: int

    def covers(self, code: str, line: int) -> bool:
        """Whether a finding on a line of the file is one of them."""
        return self.first_line <= line <= self.last_line and (
            not self.codes or code.startswith(tuple(self.codes))
        )


PARAGRAPHS: Final = "\n\n"


@value(kw_only=True)
class Section:
    """The plain text under one heading, for search and reading time."""

    heading: int | None
    """Index into `CompiledNote.headings`; None before the first."""
    text: str
    """Its paragraphs, cells and blocks of code with `PARAGRAPHS` between them."""


@value(kw_only=True)
class Properties:
    """A note's front matter."""

    values: Mapping[str, PropertyValue] = field(default_factory=dict)
    positions: Mapping[str, Position] = field(default_factory=dict)
    """Where each key stands in the file."""
    lines: int = 0
    """Lines that the front matter takes, both `---` included: the body starts on `lines + 1`."""
    aliases: tuple[str, ...] = ()
    tags: tuple[Tag, ...] = ()
    css_classes: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    findings: tuple[Finding, ...] = ()
    publish: bool | None = None
    """True or False as the note asks, None where it does not say. Unreadable properties: False."""


@value(kw_only=True)
class CompiledNote:
    """One note, compiled: relocatable, and dependent on nothing but its text and the dialect."""

    properties: Properties
    visible: str = ""
    """The text of the body with its comments blanked, line for line."""
    pieces: Pieces
    lead: Heading | None
    """The H1 that is the first thing in the note; a page whose title it repeats leaves it out."""
    headings: tuple[Heading, ...]
    blocks: tuple[Block, ...]
    references: tuple[Reference, ...]
    """In the order of the text; then those in comments, and those of the properties last."""
    contexts: tuple[Context, ...]
    context_of: Mapping[int, int] = field(default_factory=dict)
    """Index of a reference to the index of the sentence around it, where there is one."""
    tags: tuple[Tag, ...]
    """Of properties and text, in this order, with repetitions."""
    snippets: tuple[Snippet, ...]
    manifests: tuple[Manifest, ...] = ()
    footnotes: Mapping[str, Pieces]
    """Label to definition. Outside `pieces`, so that a section cut out finds its own."""
    sections: tuple[Section, ...]
    findings: tuple[Finding, ...]
    """What compiling has found, before anything is ignored."""
    ignored: tuple[Ignored, ...] = ()
    features: frozenset[str]
    """Of `math`, `mermaid`: what the page must load to be drawn."""
