"""A vault after linking: every reference answered, every note with an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from manifestcheck.diagnostic import Diagnostic
from manifestcheck.value import value
from ropewalk.model.note import Block, CompiledNote, Heading


@value()
class Found:
    """The target exists and is published."""

    path: str
    """Of a note or a file; of a folder, with `/` at its end (the root folder is `/`)."""
    part: Heading | Block | None = None
    """The heading or block that the subpath names."""
    part_missing: bool = False
    """There is a subpath, but nothing in the note has that name: the link opens at the top."""


@value()
class Ambiguous:
    """Several targets are equally near; the first in path order was chosen."""

    chosen: Found
    others: tuple[str, ...]


@value()
class Missing:
    """Nothing of this name exists."""

    name: str
    """As the wanted page lists it: what was typed, without a subpath."""
    suggestion: str | None = None
    """The published note whose name is nearest, where one is near."""


@value()
class Withheld:
    """The target exists but is not published: nothing of it may be said."""


Resolution = Found | Ambiguous | Missing | Withheld


@value()
class Backlink:
    """A note that links here, with the references that do."""

    source: str
    refs: tuple[int, ...]
    """Indices into its references, in the order of the text; hidden ones are left out."""


@value(kw_only=True)
class LinkedNote:
    """A published note with its address and its answers."""

    path: str
    url: str
    """Relative to the site, not percent-encoded: `Folder/My-Note/`; '' is the home page."""
    title: str
    about: str
    """What it is about in a sentence or two; '' where it says nothing."""
    note: CompiledNote
    resolutions: tuple[Resolution, ...]
    """One for each of `note.references`, in the same order."""
    backlinks: tuple[Backlink, ...]
    """In the order of the titles of the sources, then of their paths."""
    rules: Mapping[str, str] = field(default_factory=dict)
    """The address of the note about each code that its cards show, where the vault has one."""


@value(kw_only=True)
class LinkedVault:
    """The published vault as one value; nothing of an unpublished note is in it."""

    notes: Mapping[str, LinkedNote]
    """By path, in path order."""
    files: Mapping[str, str]
    """Path to address of each file that a published note reaches, in path order."""
    folders: Mapping[str, str]
    """Folder path (`A/B/`, the root is `/`) to the address of its page: the folder's note where it
    has one (`index.md`, else `README.md`, else a note of the folder's own name), else generated."""
    folder_titles: Mapping[str, str]
    """Folder path to the title of its note, where it has one."""
    generated_folders: frozenset[str]
    """The folders whose page nobody wrote."""
    wanted: Mapping[str, tuple[str, ...]]
    """Name of each missing note, as first typed in path order, to the notes that want it."""
    tags: Mapping[str, tuple[str, ...]]
    """Tag in its first-seen casing, to the paths of its notes; `a/b` counts for `a` too."""
    tag_urls: Mapping[str, str]
    """Lower-cased tag to the address of its page."""
    orphans: tuple[str, ...]
    """Notes without a link in or out."""
    diagnostics: tuple[Diagnostic, ...]

    def title_of(self, folder: str) -> str:
        """Return what readers know a folder (`A/B/`, not the root) as: its note's title, else its name."""
        return self.folder_titles.get(folder) or folder.split("/")[-2]
