"""Pieces and slots: HTML that is ready, and what is still to be filled in.

A slot stands for everything that depends on another note or on the page the text lands in. Pieces
are only ever concatenated, never parsed or searched.
"""

from __future__ import annotations

from manifestcheck.value import value


@value()
class LinkOpen:
    """The start tag of a link; nothing where the target is withheld."""

    ref: int
    """Index into `CompiledNote.references`."""


@value()
class LinkClose:
    """The end tag that belongs to `LinkOpen(ref)`."""

    ref: int


@value()
class Address:
    """An attribute of an author's raw HTML tag that holds an address within the vault."""

    ref: int
    attribute: str
    """`href`, `src` or `poster`."""


@value()
class Anchor:
    """The attribute ` id="…"` of something linkable; left out where the piece is embedded."""

    id: str


@value()
class TagOpen:
    """The start tag of a link to a tag's page."""

    tag: str
    """Without `#`, as it was typed."""


@value()
class FootnoteMark:
    """A reference to a footnote; its number is the order of first use on the page."""

    label: str
    in_link: bool = False
    """True in the text of a link, which can't hold another: it is the number alone."""


@value()
class Notice:
    """A labelled placeholder, in the site's language, for what is not shown."""

    kind: str
    """Key of the sentence in the interface strings."""
    name: str
    """What the sentence is about."""


@value()
class ManifestCard:
    """A manifest with what is known of it."""

    manifest: int
    """Index into `CompiledNote.manifests`."""
    code: tuple[str, ...]
    """Its lines, highlighted."""
    ids: tuple[str, ...] = ()
    """Of the first lines, as many as there are; left out where the card is embedded."""


@value()
class Transcript:
    """The place under commands with their output: for what running them has shown, where that is known."""

    snippet: int
    """Index into `CompiledNote.snippets`."""


@value()
class Embed:
    """Another note, a part of one, or a file, shown in place."""

    ref: int
    flow: bool
    """False in headings, titles and link texts, where a note can't be inlined: it becomes a link."""
    in_link: bool = False
    """True in the text of a link, which can't hold another: what is no media becomes its text."""


@value()
class Run:
    """A stretch of inline content between two embeds of one paragraph."""

    pieces: Pieces
    reopen: str
    """Start tags of the inline formatting that is open where the run begins."""
    close: str
    """End tags of the inline formatting that is open where the run ends."""
    blank: bool
    """Nothing but white space and line breaks: dropped beside a block."""


@value()
class Flow:
    """A paragraph that holds embeds: whether they are inline or blocks is known when linked."""

    open: Pieces
    """The paragraph's start tag (with its anchor), or nothing in a tight list or a table cell."""
    close: str
    parts: tuple[Run | Embed, ...]


Slot = (
    LinkOpen
    | LinkClose
    | Address
    | Anchor
    | TagOpen
    | FootnoteMark
    | Notice
    | ManifestCard
    | Transcript
    | Embed
    | Flow
)
Piece = str | Slot
Pieces = tuple[Piece, ...]
