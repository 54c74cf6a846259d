"""Which files may be published for what is in them: each is read once, as long as it stays the same."""

from __future__ import annotations

from pathlib import Path

from manifestcheck.diagnostic import Diagnostic
from ropewalk.attachments import HEAD, UnreadableError, cleaner
from ropewalk.vault import signature
from ropewalk.vault_finding import reason, vault_finding


class Fitness:
    """What is known of the files that the linker has asked about."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, bool], tuple[Path, tuple[int, ...], Diagnostic | None]] = {}

    def unfit(self, path: str, file: Path, *, trusted: bool) -> Diagnostic | None:
        """Return why the file at `path` has to stay out; `trusted`: it may hold scripts."""
        known, now = self._known.get((path, trusted)), signature(file)
        if known is None or known[:2] != (file, now):
            known = self._known[path, trusted] = (file, now, _judged(path, file, trusted=trusted))
        return known[2]

    def verdicts(self) -> tuple[Diagnostic, ...]:
        """Return what is said now of all files that were asked about."""
        asked = [(path, known[0], trusted) for (path, trusted), known in self._known.items()]
        found = (self.unfit(path, file, trusted=trusted) for path, file, trusted in asked)
        return tuple(one for one in found if one is not None)


def published_content(path: str, file: Path, *, trusted: bool) -> bytes | None:
    """Return what is published of a file; None: all of it, as it is. Raises OSError, UnreadableError."""
    with file.open("rb") as stream:
        head = stream.read(HEAD)
        clean = cleaner(path, head, trusted=trusted)
        return None if clean is None else clean(head + stream.read())


def _judged(path: str, file: Path, *, trusted: bool) -> Diagnostic | None:
    try:
        published_content(path, file, trusted=trusted)
    except OSError as error:
        return vault_finding(path, "RW113", f"the file cannot be read: {reason(error)}")
    except UnreadableError as error:
        return vault_finding(path, "RW119", f"the file is not published, because {error}")
    return None
