"""The last build of a site: what it was made from and what it told, to see that nothing is to be done."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Final

from ropewalk.cache import key_of
from ropewalk.git import git_head
from ropewalk.walk import HIDDEN_BUT_READ

_MADE_WITH: Final = ("mkdocs", "jinja2", "markupsafe", "pagefind_bin_extended", "tinycss2")

Line = tuple[str, str, str | None]
"""Severity, text and way out of what was told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What a build has read, as it was before."""

    vault: str
    around: tuple[str, ...]
    """Files and folders beside the vault, absolute: the configuration and the theme."""
    state: str
    """A digest of them all."""

    @classmethod
    def of(cls, vault: Path, around: Iterable[str | Path]) -> Inputs:
        """Look at everything."""
        beside = tuple(os.path.abspath(path) for path in around)  # noqa: PTH100  links stay as they are
        return cls(vault=str(vault), around=beside, state=_state((str(vault), *beside), vault))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a build."""

    inputs: Inputs
    site: str
    made: str
    """A digest of the site's files."""
    lines: tuple[Line, ...]
    strict: bool


class LastBuild:
    """The memory of the last build that was asked for in the same words at the same place."""

    def __init__(self, cache: Path, words: Sequence[str]) -> None:
        """Look in the folder of the cache."""
        name = blake2b("\0".join((os.getcwd(), *words)).encode(), digest_size=16).hexdigest()  # noqa: PTH109  a text
        self._file = cache / "builds" / f"{name}.json"

    def unchanged(self) -> Outcome | None:
        """Return what came of it if the same would come of it again, and the site is as it was left."""
        try:
            said = json.loads(self._file.read_text("utf-8"))
            inputs = Inputs(**{**said["inputs"], "around": tuple(said["inputs"]["around"])})
            lines = tuple((one[0], one[1], one[2]) for one in said["lines"])
            outcome = Outcome(**{**said, "inputs": inputs, "lines": lines})
        except (OSError, ValueError, TypeError, LookupError):
            return None
        now = Inputs.of(Path(inputs.vault), inputs.around)
        return outcome if now == inputs and _tree([outcome.site]) == outcome.made else None

    def remember(self, inputs: Inputs, site: Path, lines: Iterable[Line], *, strict: bool) -> None:
        """Keep what came of a build; that this fails is no error."""
        place = str(site.resolve())
        outcome = Outcome(inputs=inputs, site=place, made=_tree([place]), lines=tuple(lines), strict=strict)
        with suppress(OSError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._file.parent)
            with open(handle, "w", encoding="utf-8") as file:  # noqa: PTH123  a handle
                json.dump(asdict(outcome), file)
            Path(name).replace(self._file)


def _state(places: Sequence[str], vault: Path) -> str:
    """Return a digest of files, code, time and history; the day stands where notes have no dates."""
    from importlib.metadata import version  # noqa: PLC0415  is slow to import

    code = key_of("build", *(version(name) for name in _MADE_WITH)).hex()
    day = os.environ.get("SOURCE_DATE_EPOCH") or datetime.now(UTC).date().isoformat()
    return " ".join((code, day, git_head(vault), _tree(places, _matters)))


def _tree(places: Sequence[str], enters: Callable[[str], bool] = bool) -> str:
    """Return a digest of names, times and sizes of all files below these places.

    `enters` says of the name of a folder whether what is in it counts.
    """
    state = blake2b(digest_size=16)
    for place in places:
        for line in sorted(_files(place, enters)):
            state.update(line.encode("utf-8", "surrogateescape"))
    return state.hexdigest()


def _matters(folder: str) -> bool:
    """Whether a site may be made of what is in a folder of this name; the site may lie in a hidden one."""
    return not folder.startswith(".") or folder in HIDDEN_BUT_READ


def _files(place: str, enters: Callable[[str], bool]) -> Iterator[str]:
    folders = [place]
    if not os.path.isdir(place):  # noqa: PTH112  texts are quicker than paths, here and below
        yield _line(place)
        return
    while folders:
        with suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if enters(entry.name):
                        folders.append(entry.path)
                else:
                    yield _line(entry.path)


def _line(path: str) -> str:
    try:
        found = os.stat(path)  # noqa: PTH116
    except OSError:
        return f"{path}\0\n"
    return f"{path}\0{found.st_mtime_ns} {found.st_size} {found.st_ino}\n"
