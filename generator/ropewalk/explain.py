"""What to tell an author about the answer to a reference."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator

from manifestcheck.diagnostic import Severity
from ropewalk.addresses import stem
from ropewalk.media import needs_obsidian
from ropewalk.model.linked import Ambiguous, Found, Missing, Resolution, Withheld
from ropewalk.model.note import Finding, Reference
from ropewalk.names import Way

_NAMED = 5
"""Candidates that a message names; of more it gives the number."""
_ONLY_OBSIDIAN = "Only Obsidian draws it, and it names notes of all kinds: show a picture of it instead."


def explain(
    reference: Reference, resolution: Resolution, way: Way, similar: Callable[[str, str], str | None]
) -> Iterable[Finding]:
    """Return the findings about `reference`; `similar` finds a heading by the path of its note."""
    match resolution:
        case Found() if _is_plain(reference, resolution, way):
            return ()
        case Found():
            return _found(reference, resolution, way, similar)
        case Ambiguous(chosen=chosen):
            return (_ambiguous(reference, resolution), *_found(reference, chosen, way, similar))
        case Missing():
            return (_missing(reference, resolution, way),)
        case Withheld():
            return (_withheld(reference),)


def _is_plain(reference: Reference, found: Found, way: Way) -> bool:
    """Whether a link, as most are, names a note as it is called: there is nothing to tell."""
    return way is Way.NAME and not found.part_missing and found.path.endswith(f"{reference.target}.md")


def _withheld(reference: Reference) -> Finding:
    message = f"link to `{reference.target}` leads to a page that is not published"
    help_ = "Publish the page, or leave the text without a link."
    return _finding(reference, "RW209", Severity.INFO, message, help_)


def _missing(reference: Reference, missing: Missing, way: Way) -> Finding:
    target = reference.target
    if way is Way.OUTSIDE:
        message, help_ = f"link to `{target}` leaves the vault", "Move the file into the vault."
        return _finding(reference, "RW207", Severity.WARNING, message, help_)
    help_ = "Create it, or correct the link."
    if missing.suggestion is not None:
        help_ = f"Did you mean `{stem(missing.suggestion)}`?"
    if reference.embed:
        return _finding(reference, "RW303", Severity.WARNING, f"embedded `{target}` does not exist", help_)
    return _finding(reference, "RW201", Severity.WARNING, f"link to `{target}` has no target", help_)


def _ambiguous(reference: Reference, resolution: Ambiguous) -> Finding:
    paths = (resolution.chosen.path, *resolution.others)
    named = ", ".join(f"`{path}`" for path in paths[:_NAMED])
    more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
    message = f"link to `{reference.target}` is ambiguous: {named}{more}; the first is taken"
    help_ = f"Write the path: `{_without_suffix(paths[0])}`."
    return _finding(reference, "RW204", Severity.WARNING, message, help_)


def _found(
    reference: Reference, found: Found, way: Way, similar: Callable[[str, str], str | None]
) -> Iterator[Finding]:
    target, path = reference.target, found.path
    if way is Way.ALIAS:
        message = f"`{target}` is another name of `{_without_suffix(path)}`"
        help_ = f"Write `[[{stem(path)}|{target}]]`, which also works in Obsidian."
        yield _finding(reference, "RW205", Severity.INFO, message, help_)
    if way is Way.NAME and (name := _other_case(target, path)) is not None:
        message = f"`{target}` differs from the name `{name}` by case only"
        yield _finding(reference, "RW206", Severity.INFO, message, f"Write `{name}`.")
    if needs_obsidian(path):
        message = f"`{path}` is not rendered, and not published"
        yield _finding(reference, "RW404", Severity.INFO, message, _ONLY_OBSIDIAN)
    if found.part_missing:
        yield _part_missing(reference, found, similar)


def _part_missing(reference: Reference, found: Found, similar: Callable[[str, str], str | None]) -> Finding:
    place = f"`{stem(found.path)}`" if reference.target else "this note"
    last = reference.subpath.rpartition("#")[2].strip()
    if last.startswith("^"):
        message, help_ = f"block `{last}` not found in {place}", f"Write ` {last}` at the end of the block."
        return _finding(reference, "RW203", Severity.WARNING, message, help_)
    near = similar(found.path, last)
    message = f"heading `{reference.subpath}` not found in {place}"
    help_ = f"Did you mean `{near}`?" if near is not None else "Add the heading, or correct the link."
    return _finding(reference, "RW202", Severity.WARNING, message, help_)


def _other_case(target: str, path: str) -> str | None:
    """Return the name of the file at `path` if the link writes its letters in another case."""
    if path.endswith((target, f"{target}.md")):
        return None
    typed, name = target.rpartition("/")[2], path.rpartition("/")[2]
    typed = unicodedata.normalize("NFC", typed.replace("\u00a0", " "))
    plain = unicodedata.normalize("NFC", name.replace("\u00a0", " "))
    if plain in {typed, f"{typed}.md"}:
        return None
    return name if len(plain) == len(typed) else stem(name)


def _without_suffix(path: str) -> str:
    return path[:-3] if path.lower().endswith(".md") else path


def _finding(reference: Reference, code: str, severity: Severity, message: str, help_: str) -> Finding:
    return Finding(code=code, severity=severity, message=message, position=reference.position, help=help_)
