"""The notes about rules: where a card's findings lead to, if the vault has a note of the code's name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ropewalk.model.note import CompiledNote
from ropewalk.names import Names, Way


def shown_codes(note: CompiledNote) -> Iterator[str]:
    """Yield the codes of the findings that the cards of a note show, with repetitions."""
    for manifest in note.manifests:
        yield from (remark.code for remark in manifest.told)


def rule_notes(path: str, note: CompiledNote, names: Names, urls: Mapping[str, str]) -> Mapping[str, str]:
    """Return the address of the note that a link to each code, `[[MC101]]`, would lead to from `path`.

    `urls` are the addresses of the published notes. A code that no note is called is left out: nobody
    has to write about the rules.
    """
    found: dict[str, str] = {}
    for code in dict.fromkeys(shown_codes(note)):
        answer = names.resolve(path, code)
        if answer.way in {Way.NAME, Way.ALIAS} and answer.paths[0] in urls:
            found[code] = urls[answer.paths[0]]
    return found
