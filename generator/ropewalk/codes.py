"""The codes of findings: what each stands for, and which of them a person's words choose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Final

OWN: Final = {
    "RW101": "the properties cannot be read",
    "RW102": "a property has a value of the wrong kind",
    "RW103": "a link in a property is not in quotes",
    "RW104": "a property has a name of the past",
    "RW105": "a flag keeps a note unpublished without saying so plainly",
    "RW106": "a property stands twice",
    "RW110": "a note is not UTF-8",
    "RW111": "a symbolic link is not followed",
    "RW112": "a note is too large",
    "RW113": "a file or folder cannot be read",
    "RW114": "a note holds a NUL character",
    "RW115": "two files have one name in different Unicode forms",
    "RW116": "a file name is not valid Unicode",
    "RW117": "one of Obsidian's settings cannot be read",
    "RW118": "two notes have one address",
    "RW119": "a file is not published because of what is in it",
    "RW201": "a link has no target",
    "RW202": "a link names a heading that is not there",
    "RW203": "a link names a block that is not there",
    "RW204": "a link is ambiguous",
    "RW205": "a link is resolved by an alias",
    "RW206": "a link is written in another case than the name",
    "RW207": "a link leaves the vault",
    "RW208": "a name holds what breaks links",
    "RW209": "a link leads to what is not published",
    "RW210": "a note has no link in or out",
    "RW211": "no published note leads to a file",
    "RW301": "an embed never ends",
    "RW302": "an embed is too deep, or one too many",
    "RW303": "an embed has no target",
    "RW401": "a comment is never closed",
    "RW402": "a footnote is not defined",
    "RW403": "a footnote is never used",
    "RW404": "a block or file is not rendered",
    "RW405": "a comment ignores what is no code",
    "RW406": "raw HTML is left out",
    "RW407": "code takes too long to be coloured",
    "RW501": "a manifest that was to be refused is not",
    "RW502": "a version of Kubernetes cannot be checked for",
    "RW503": "a note that runs was not run as it is now",
    "RW504": "a note's claims did not hold when it was run",
    "RW601": "a move would change where a link leads",
    "RW602": "a move cannot rewrite a link or tag",
}

_MISREAD: Final = str.maketrans("OIL", "011")
"""Letters that are taken for the digits of a code."""


def meanings() -> Mapping[str, str]:
    """Return what every code stands for, those of manifestcheck too."""
    from manifestcheck.advice import MEANINGS  # noqa: PLC0415  slow to import, and few reports need it

    return {**OWN, **MEANINGS}


def meanings_of(codes: Iterable[str]) -> Mapping[str, str]:
    """Return what these codes stand for, and others maybe."""
    return OWN if OWN.keys() >= set(codes) else meanings()


class UnknownCodeError(ValueError):
    """A word that chooses no code; `near` is the one that it may have been meant for."""

    def __init__(self, word: str, near: str | None) -> None:
        super().__init__(f"`{word}` is no code of a finding")
        self.near = near

    @property
    def help(self) -> str:
        """The way out."""
        return f"Did you mean `{self.near}`?" if self.near else "`ropewalk rules` lists them."


def chosen(words: Iterable[str]) -> tuple[str, ...]:
    """Return the beginnings of codes that words stand for; the name of a rule of manifestcheck is one too.

    Raises UnknownCodeError.
    """
    return tuple(map(_chosen, words))


def _chosen(word: str) -> str:
    if word and any(code.startswith(word) for code in OWN):
        return word
    known = meanings()
    if word and any(code.startswith(word) for code in known):
        return word
    names = {said: code for code, said in known.items() if " " not in said}
    if word in names:
        return names[word]
    near = get_close_matches(word, names, n=1) or get_close_matches(
        word.upper().translate(_MISREAD), known, n=1, cutoff=0.5
    )
    raise UnknownCodeError(word, near[0] if near else None)
