"""What is to have another name: a file or folder, a heading, a tag."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ropewalk.name_index import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingRename:
    """A heading that gets another text."""

    path: str
    """Of its note."""
    index: int
    """Into the note's headings."""
    text: str
    """The new one, as Markdown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagRename:
    """A tag that gets another name, with the tags nested in it."""

    old: str
    new: str

    def covers(self, tag: str) -> bool:
        """Whether a tag is the one or nested in it; they are compared without case, as Obsidian does."""
        return f"{fold(tag)}/".startswith(f"{fold(self.old)}/")

    def name(self, tag: str) -> str:
        """Return what a tag is called then."""
        if not self.covers(tag):
            return tag
        return "/".join([self.new, *tag.split("/")[self.old.count("/") + 1 :]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """What a move changes; each part may be empty."""

    old: str = ""
    """The path of the note, file or folder that moves."""
    new: str = ""
    paths: Mapping[str, str] = field(default_factory=dict)
    """Old path to new path of each note and file that moves."""
    is_folder: bool = False
    heading: HeadingRename | None = None
    tag: TagRename | None = None

    def path(self, path: str) -> str:
        """Return where the file at a path is then; a folder's path ends with `/`."""
        if self.is_folder and path.endswith("/") and path.startswith(f"{self.old}/"):
            return self.new + path[len(self.old) :]
        return self.paths.get(path, path)

    def tag_name(self, tag: str) -> str:
        """Return what a tag is called then."""
        return self.tag.name(tag) if self.tag else tag
