"""What follows the `#` of a link: the form headings are compared in, and the lookup in a note."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import combinations

from manifestcheck.value import value
from ropewalk.model.note import Block, CompiledNote, Heading

_STRIPPED = str.maketrans(dict.fromkeys('!"#$%&()*+,.:;<=>?@^`{|}~/[]\\\r\n', " "))
"""The characters that Obsidian's `stripHeading` replaces by a space; `-`, `_` and `'` are kept."""


def heading_key(text: str) -> str:
    """Return the form in which a heading and the segment of a subpath are compared.

    For a heading, `text` is its source without the `#` marks: Obsidian compares that, so emphasis
    and link syntax count as the characters they are (`## See [[Other]]` answers to `See Other`).
    """
    lowered = unicodedata.normalize("NFC", text.translate(_STRIPPED)).lower()
    return " ".join(unicodedata.normalize("NFC", lowered).split())


@value()
class Part:
    """What a subpath names: a heading, a block, or (both None, not missing) the note itself."""

    value: Heading | Block | None = None
    missing: bool = False
    """The subpath names something that the note does not have."""


_WHOLE = Part()
_MISSING = Part(missing=True)


class Parts:
    """The headings and blocks of one note by what they answer to; the first of a name wins.

    Looking up costs the same for any note: a note of nothing but headings and links to them stays
    linear.
    """

    __slots__ = ("_blocks", "_headings", "_note", "_paths")

    def __init__(self, note: CompiledNote) -> None:
        self._note = note
        self._blocks = {block.id.lower(): block for block in reversed(note.blocks)}
        self._headings = {heading.key: heading for heading in reversed(note.headings)}
        self._paths: dict[tuple[str, ...], Heading] | None = None

    def find(self, subpath: str) -> Part:
        """Return what `subpath` (without its first `#`) names in this note."""
        segments = [segment for segment in subpath.split("#") if segment.strip()]
        if not segments:
            return _WHOLE
        last = segments[-1].strip()
        if last.startswith("^"):
            return _part(self._blocks.get(last[1:].lower()))
        if last.startswith("[^") and last.endswith("]"):
            return _WHOLE if last[2:-1] in self._note.footnotes else _MISSING
        keys = tuple(map(heading_key, segments))
        if len(keys) == 1:
            return _part(self._headings.get(keys[0]))
        return _part(self._heading_paths().get(keys))

    def _heading_paths(self) -> dict[tuple[str, ...], Heading]:
        """Return each heading under every way to write it, built when first asked for."""
        if self._paths is None:
            self._paths = {}
            for chain in _chains(self._note.headings):
                for keys in _ways(tuple(heading.key for heading in chain)):
                    self._paths.setdefault(keys, chain[-1])
        return self._paths


def _part(found: Heading | Block | None) -> Part:
    return _MISSING if found is None else Part(found)


def find_part(note: CompiledNote, subpath: str) -> Part:
    """Return what `subpath` names in `note`; for many lookups in one note use `Parts`."""
    return Parts(note).find(subpath)


def _chains(headings: tuple[Heading, ...]) -> Iterator[tuple[Heading, ...]]:
    """Yield each heading after those it stands under, at most six in all, in the order of the text."""
    chain: tuple[Heading, ...] = ()
    for heading in headings:
        chain = (*(above for above in chain if above.level < heading.level), heading)
        yield chain


def _ways(keys: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the last key after each choice of two or more: a path may leave levels out."""
    for count in range(1, len(keys)):
        for above in combinations(keys[:-1], count):
            yield (*above, keys[-1])
