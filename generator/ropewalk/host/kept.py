"""What the pages of a vault have made and need not make again while that still holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from ropewalk.affected import Affected
from ropewalk.model.article import Article
from ropewalk.model.linked import LinkedVault
from ropewalk.render.article import Rendered
from ropewalk.render.shelf import folder_of

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """By path of the note, and for generated pages by their address."""

    rendered: dict[str, Rendered] = field(default_factory=dict)
    digests: dict[str, dict[str, object]] = field(default_factory=dict)
    """Of the files that belong to a note beside its page, by their names."""
    views: dict[str, tuple[str | None, str | None, Article]] = field(default_factory=dict)
    """With the folder and the tag of each."""

    def after(self, changes: Affected, vault: LinkedVault) -> Kept:
        """Return what still holds after changes."""
        folders = {folder_of(path) for path in changes.listed}
        tags = {tag for tag, paths in vault.tags.items() if not changes.listed.isdisjoint(paths)}

        def holds(folder: str | None, tag: str | None) -> bool:
            if folder is not None:
                return not changes.folders and folder not in folders
            if tag is not None:
                return not changes.tags and tag not in tags
            return False

        return Kept(
            rendered=_without(self.rendered, changes.pages),
            digests=_without(self.digests, changes.pages),
            views={url: known for url, known in self.views.items() if holds(*known[:2])},
        )


def _without(kept: Mapping[str, Value], paths: frozenset[str]) -> dict[str, Value]:
    return {path: value for path, value in kept.items() if path not in paths}
