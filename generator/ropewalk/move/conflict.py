"""Why a move is refused: each link that would change its meaning or cannot be written, at its place."""

from __future__ import annotations

from manifestcheck.diagnostic import Diagnostic, Severity
from manifestcheck.position import Position
from ropewalk.model.note import Reference
from ropewalk.move.link import Link
from ropewalk.move.renaming import Renaming
from ropewalk.move.view import Meaning
from ropewalk.names import Way

_ELSEWHERE = "Choose another name, or write the link with its folder, `[[folder/name]]`, before the move."


def unwritable(path: str, link: Link, renaming: Renaming) -> Diagnostic:
    """Return the error about a link that cannot name its target any more."""
    new = f"`{renaming.new}`" if renaming.paths else "the heading"
    message = f"link to {_shown(link)} cannot be written so that it names {new}"
    return _refusal("RW602", path, link.position, message, "Write this link by hand before the move.")


def unwritable_tag(path: str, tag: str, renaming: Renaming) -> Diagnostic:
    """Return the error about a tag that cannot be given its new name."""
    message = f"tag `{tag}` cannot be written as `{renaming.tag_name(tag)}`"
    return _refusal("RW602", path, None, message, "Write this tag by hand before the move.")


def changed(path: str, link: Link, before: Meaning, after: Meaning) -> Diagnostic:
    """Return the error about a link that would mean something else; `before` is what it has to mean."""
    if after.others and not before.others and after.path == before.path:
        several = ", ".join(f"`{one}`" for one in (after.path, *after.others))
        message = f"link to {_shown(link)} would be ambiguous: {several}"
    elif before.path == after.path and before.part != after.part:
        message = f"link to {_shown(link)} would lead to another part of `{after.path}`"
    else:
        message = f"link to {_shown(link)} leads {_where(before)} and would lead {_where(after)}"
    return _refusal("RW601", path, link.position, message, _ELSEWHERE)


def misread(path: str, what: str) -> Diagnostic:
    """Return the error about a file that would be read in another way than before."""
    message = f"the move would change more than names here: {what}"
    return _refusal("RW602", path, None, message, "Make this change by hand.")


def _where(meaning: Meaning) -> str:
    if not meaning.path:
        return "nowhere"
    by = " by an alias" if meaning.way is Way.ALIAS else ""
    return f"to `{meaning.path}`{by}"


def _shown(link: Link) -> str:
    return f"`{link.target}#{link.subpath}`" if link.subpath else f"`{link.target}`"


def _refusal(code: str, path: str, position: Position | None, message: str, way_out: str) -> Diagnostic:
    return Diagnostic(
        path=path, position=position, code=code, severity=Severity.ERROR, message=message, help=way_out
    )


def changed_on_site(path: str, reference: Reference, before: str, after: str) -> Diagnostic:
    """Return the error about a link that would lead elsewhere on the site alone."""
    old, new = (f"to `{one}`" if one else "nowhere" for one in (before, after))
    message = f"link to `{reference.target}` leads {old} on the site and would lead {new}"
    return _refusal("RW601", path, reference.position, message, _ELSEWHERE)


def address_taken(path: str, new_path: str) -> Diagnostic:
    """Return the error about a note whose page would be lost."""
    message = f"`{new_path}` would have the same address as another note, and no page"
    return _refusal("RW601", path, None, message, "Choose another name.")
