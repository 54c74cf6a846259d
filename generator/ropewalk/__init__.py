"""Ropewalk: a vault of Obsidian notes as a searchable site."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from manifestcheck.diagnostic import Diagnostic, Severity
    from manifestcheck.position import Position
    from ropewalk.broken import BrokenError
    from ropewalk.build import Site, load
    from ropewalk.checking import findings
    from ropewalk.heard import Choice
    from ropewalk.library import article, write_site
    from ropewalk.model.article import Article
    from ropewalk.model.linked import LinkedNote, LinkedVault
    from ropewalk.options import Options

__all__ = [
    "Article",
    "BrokenError",
    "Choice",
    "Diagnostic",
    "LinkedNote",
    "LinkedVault",
    "Options",
    "Position",
    "Severity",
    "Site",
    "article",
    "findings",
    "load",
    "write_site",
]

_HOMES: Final = {
    "Article": "ropewalk.model.article",
    "BrokenError": "ropewalk.broken",
    "Choice": "ropewalk.heard",
    "Diagnostic": "manifestcheck.diagnostic",
    "LinkedNote": "ropewalk.model.linked",
    "LinkedVault": "ropewalk.model.linked",
    "Options": "ropewalk.options",
    "Position": "manifestcheck.position",
    "Severity": "manifestcheck.diagnostic",
    "Site": "ropewalk.build",
    "article": "ropewalk.library",
    "findings": "ropewalk.checking",
    "load": "ropewalk.build",
    "write_site": "ropewalk.library",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  # whatever the name stands for
    """Import what is asked for only then: `ropewalk --help` needs none of it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found = getattr(import_module(_HOMES[name]), name)
    return found
