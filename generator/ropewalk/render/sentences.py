"""Backlinks as a reader sees them: the sentence around each link, with the link marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from markupsafe import Markup

from ropewalk.graph import found
from ropewalk.model.article import Link, Mention
from ropewalk.model.linked import LinkedNote, LinkedVault, Withheld
from ropewalk.model.note import Context

REACH = 160
"""Characters of a long sentence that are shown on either side of the link."""


def mentions(vault: LinkedVault, note: LinkedNote, links: Mapping[str, Link]) -> tuple[Mention, ...]:
    """Return the backlinks of a note, in their order; `links` has a link to each that links here, by path."""
    return tuple(
        Mention(
            links[backlink.source],
            tuple(_sentences(vault.notes[backlink.source], note.path, backlink.refs)),
        )
        for backlink in note.backlinks
    )


def _sentences(source: LinkedNote, target: str, refs: tuple[int, ...]) -> Iterator[Markup]:
    seen: set[int] = set()
    for ref in refs:
        reference = source.note.references[ref]
        if reference.property is not None:
            name, shown = escape(reference.property, quote=False), escape(reference.shown, quote=False)
            yield _safe(f"{name}: <mark>{shown}</mark>")
            continue
        context = source.note.context_of.get(ref)
        if context is not None and context not in seen:
            seen.add(context)
            yield _sentence(source, target, source.note.contexts[context])


def _sentence(source: LinkedNote, target: str, context: Context) -> Markup:
    leads = [_leads_to(source, part, target) for part in context]
    first, last = leads.index(True), len(leads) - 1 - leads[::-1].index(True)
    shown: list[str] = []
    for place, (part, leads_there) in enumerate(zip(context, leads, strict=True)):
        text = part if isinstance(part, str) else _shown(source, part)
        if text and leads_there:
            shown.append(f"<mark>{escape(text, quote=False)}</mark>")
        else:
            cut = _shortened(text, before=place < first, after=place > last)
            shown.append(escape(cut, quote=False))
    return _safe("".join(shown))


def _safe(html: str) -> Markup:
    return Markup(html)  # noqa: S704 - escaped text in our own tags


def _leads_to(source: LinkedNote, part: str | int, target: str) -> bool:
    """Whether a part of a sentence is a reference to the note at `target`."""
    answer = None if isinstance(part, str) else found(source.resolutions[part])
    return answer is not None and answer.path == target


def _shown(source: LinkedNote, ref: int) -> str:
    """Return what a reader sees for a reference; the name in an embed that is withheld is not seen."""
    reference = source.note.references[ref]
    if reference.embed and isinstance(source.resolutions[ref], Withheld):
        return ""
    return reference.shown


def _shortened(text: str, *, before: bool, after: bool) -> str:
    if before and len(text) > REACH:
        return "…" + text[-REACH:]
    if after and len(text) > REACH:
        return text[:REACH] + "…"
    return text
