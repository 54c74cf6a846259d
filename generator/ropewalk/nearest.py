"""A name near to one that nothing answers to: a slip of one letter, other spacing, other marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ropewalk.name_index import fold

_SHORTEST: Final = 4
"""Below so many letters and digits every name is one slip away from some other."""

_LONGEST: Final = 80


class Nearest:
    """Names to suggest, the first of two that are equally near before the second.

    Two names are near if they are equal once one letter is left out of one or of both: that is a
    look-up, not a comparison with each name. Digits must agree: `Chapter 2` is no slip of `Chapter 1`.
    """

    __slots__ = ("_exact", "_names", "_several", "_shorter")

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._names = names
        self._exact: dict[str, str] = {}
        self._shorter: dict[str, str] = {}
        self._several: set[str] = set()
        """What stands for several values in either of the two."""

    def find(self, name: str) -> str | None:
        """Return what belongs to the nearest name: the second of its pair."""
        if not self._exact:
            self._build()
        key = _key(name)
        if key in self._exact:
            return self._exact[key]
        if len(key) >= _SHORTEST - 1 and key in self._shorter:
            return self._shorter[key]
        shorter = tuple(_shorter(key))
        for known in (self._exact, self._shorter):
            for variant in shorter:
                if variant in known:
                    return known[variant]
        return None

    def only(self, name: str) -> str | None:
        """Return what belongs to the only name that is near at all; None if there are several."""
        if not self._exact:
            self._build()
        key = _key(name)
        variants = dict.fromkeys((key, *_shorter(key)))
        places = [(known, variant) for known in (self._exact, self._shorter) for variant in variants]
        if len(key) < _SHORTEST - 1:
            places = [(self._exact, key)]
        hits = [(known[variant], variant) for known, variant in places if variant in known]
        if any(variant in self._several for _, variant in hits):
            return None
        found = {value for value, _ in hits}
        return found.pop() if len(found) == 1 else None

    def _build(self) -> None:
        """Index the names, when first asked: most vaults have few broken links, many have none."""
        for name, value in self._names:
            key = _key(name)
            if key:
                self._add(self._exact, key, value)
                for variant in _shorter(key):
                    self._add(self._shorter, variant, value)
        self._names = ()

    def _add(self, known: dict[str, str], key: str, value: str) -> None:
        if known.setdefault(key, value) != value:
            self._several.add(key)


def _key(name: str) -> str:
    """Return the letters and digits of `name` without case."""
    return "".join(char for char in fold(name) if char.isalnum())


def _shorter(key: str) -> Iterator[str]:
    """Yield `key` with each of its letters left out in turn."""
    if _SHORTEST <= len(key) <= _LONGEST:
        for place, char in enumerate(key):
            if not char.isdigit():
                yield key[:place] + key[place + 1 :]
