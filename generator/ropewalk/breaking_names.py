"""Characters in a note's name that end or split a link to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from manifestcheck.diagnostic import Diagnostic, Severity

BREAKING: Final = ("#", "|", "^", ":", "%%", "[[", "]]")


def breaking_names(path: str) -> Iterator[Diagnostic]:
    """Yield a warning for each character in the note's path that no link to it can write."""
    for character in BREAKING:
        if character in path:
            yield Diagnostic(
                path=path,
                position=None,
                code="RW208",
                severity=Severity.WARNING,
                message=f"the name contains `{character}`, which breaks links to it",
                help=f"Take `{character}` out of the name.",
            )
