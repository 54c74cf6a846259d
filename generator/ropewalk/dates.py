"""When notes were written and last changed: as their properties say, else as git remembers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Final
from unicodedata import normalize

from ropewalk.git import git, git_head
from ropewalk.model.note import Properties, PropertyValue

_CREATED: Final = ("date", "created", "published")
_UPDATED: Final = ("updated", "modified", "lastmod")
_COMMIT: Final = "\x01"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """Of one note; None where nothing is known. Times are in UTC."""

    created: datetime | None = None
    updated: datetime | None = None


def dates_of(notes: Mapping[str, Properties], history: Mapping[str, Dates]) -> dict[str, Dates]:
    """Return the dates of each of `notes`, given with their properties; `history` is what git remembers."""
    return {path: _dates(properties, history.get(path, Dates())) for path, properties in notes.items()}


def git_dates(root: Path) -> Mapping[str, Dates]:
    """Return the dates of the first and the last commit of each file below `root`, in one pass of git.

    Paths are relative to `root`. Without git, outside a repository, and for a file that was never committed
    there are none. A file counts from where it has its present name; a shallow clone knows only its own part.
    """
    head = git_head(root)
    return _dates_at(root, head) if head else {}


@lru_cache(maxsize=1)
def _dates_at(root: Path, _head: str) -> dict[str, Dates]:
    """Return the dates at a commit: while a site is served they are asked for after each edit."""
    found: dict[str, Dates] = {}
    for time, paths in _commits(_log(root)):
        for path in paths:
            known = found.get(path)
            found[path] = Dates(created=time, updated=known.updated if known else time)
    return found


def _log(root: Path) -> str:
    options = ("--name-only", "-z", "--no-renames", "--no-show-signature", "--relative")
    return git(root, "log", f"--format={_COMMIT}%ct", *options, "--", ".")


def _commits(log: str) -> Iterable[tuple[datetime, list[str]]]:
    """Yield the commits of a log, newest first, each with its files."""
    for commit in log.split(_COMMIT)[1:]:
        seconds, *names = commit.split("\0")
        paths = (normalize("NFC", name.removeprefix("\n")) for name in names)
        yield datetime.fromtimestamp(int(seconds), UTC), [path for path in paths if path]


def _dates(properties: Properties, remembered: Dates) -> Dates:
    values = {name.lower(): value for name, value in properties.values.items()}
    return Dates(
        created=_first(values, _CREATED) or remembered.created,
        updated=_first(values, _UPDATED) or remembered.updated,
    )


def _first(values: Mapping[str, PropertyValue], names: Iterable[str]) -> datetime | None:
    return next((found for name in names if (found := _time(values.get(name))) is not None), None)


def _time(value: PropertyValue) -> datetime | None:
    """Read a date or a date and time as Obsidian writes them; one without a zone counts as UTC."""
    if not isinstance(value, str):
        return None
    try:
        time = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
