"""A generated page before it is made: its address, and what makes its article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ropewalk.model.article import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A page that nobody wrote."""

    url: str
    title: str
    article: Callable[[], Article]
    kind: str
    """As that of its article."""
    folder: str | None = None
    """The folder whose page it is (`A/B/`, the root is `/`)."""
    tag: str | None = None
    """The tag whose page it is, '' for that of all tags."""
