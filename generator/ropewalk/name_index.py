"""Paths by the ends they can be named with: which of them is nearest to a folder."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

Paths = tuple[str, ...]

MOST: Final = 20
"""Of equally good paths no more are told: else a link to `index` in 10,000 folders lists 10,000."""


def fold(text: str) -> str:
    """Return the form in which names are compared: NFC, no-break spaces as spaces, without case."""
    if text.isascii():
        return text.lower()
    lowered = unicodedata.normalize("NFC", text.replace("\u00a0", " ")).lower()
    return unicodedata.normalize("NFC", lowered)


class NameIndex:
    """Paths of files or folders, built once; a lookup never walks over them all again.

    `paths` have a `/` only between segments. Several paths as an answer are equally good, in path order.
    """

    __slots__ = ("_by_name", "_by_path", "_nearest", "_tails")

    def __init__(self, paths: Iterable[str]) -> None:
        self._by_path: dict[str, Paths] = {}
        self._by_name: dict[str, list[str]] = {}
        self._tails: dict[str, dict[str, list[str]]] = {}
        self._nearest: dict[str, dict[str, Paths]] = {}
        for path in sorted(set(paths)):
            folded = fold(path)
            self._by_path[folded] = (*self._by_path.get(folded, ()), path)
            self._by_name.setdefault(folded.rpartition("/")[2], []).append(path)

    def has_name(self, name: str) -> bool:
        """Return whether the last segment of any path is `name`, which is folded."""
        return name in self._by_name

    def only(self, name: str) -> str | None:
        """Return the path whose last segment is `name` (folded) if there is exactly one."""
        found = self._by_name.get(name, ())
        return found[0] if len(found) == 1 else None

    def exact(self, path: str) -> Paths:
        """Return the path that is `path`; those that differ by case only where none has its case."""
        found = self._by_path.get(fold(path), ())
        return (path,) if len(found) > 1 and path in found else found

    def several(self, tail: str) -> bool:
        """Return whether more than one path ends with the segments of `tail` (folded)."""
        return len(self._ending(tail)) > 1

    def near(self, tail: str, folder: str) -> Paths:
        """Return the best path that ends with the segments of `tail` (folded).

        Paths in `folder` or below it come first, then the shortest string does. Of a longer tie than
        one this gives all.
        """
        if not self.several(tail):
            return tuple(self._ending(tail))
        nearest = self._nearest.get(tail)
        if nearest is None:
            nearest = self._nearest[tail] = _nearest(self._ending(tail))
        return nearest.get(folder) or nearest[""]

    def _ending(self, tail: str) -> Sequence[str]:
        """Return the paths that end with the segments of `tail`, indexed when a name is first asked for."""
        name = tail.rpartition("/")[2]
        tails = self._tails.get(name)
        if tails is None:
            tails = self._tails[name] = {}
            for path in self._by_name.get(name, ()):
                for ending in _tails(fold(path)):
                    tails.setdefault(ending, []).append(path)
        return tails.get(tail, ())


def _tails(path: str) -> Iterator[str]:
    """Yield the last segment, the last two, and so on up to the whole of `path`."""
    end = len(path)
    while (end := path.rfind("/", 0, end)) >= 0:
        yield path[end + 1 :]
    yield path


def _nearest(paths: Iterable[str]) -> dict[str, Paths]:
    """Return for each folder above any of `paths` (the root is '') the shortest of those below it."""
    found: dict[str, list[str]] = {}
    for path in sorted(paths, key=lambda path: (len(path), path)):
        for folder in above(path):
            known = found.setdefault(folder, [])
            if not known or (len(known[0]) == len(path) and len(known) < MOST):
                known.append(path)
    return {folder: tuple(known) for folder, known in found.items()}


def above(path: str) -> Iterator[str]:
    """Yield the folders that `path` is in, without a `/` at the end, the root as '' last."""
    end = len(path)
    while (end := path.rfind("/", 0, end)) >= 0:
        yield path[:end]
    yield ""
