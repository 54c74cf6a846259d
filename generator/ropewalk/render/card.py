"""A manifest on a page: its code as a card, with what the API server would say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import quote

from ropewalk.model.linked import LinkedNote
from ropewalk.model.manifest import Manifest, Remark, State
from ropewalk.model.slots import ManifestCard
from ropewalk.paths import href, manifest_url
from ropewalk.render.page import Page, Place
from ropewalk.render.picture import picture
from ropewalk.render.proof import proof_under

PICTURES = 3
"""At most so many pods of one manifest are drawn."""


def card(page: Page, place: Place, piece: ManifestCard) -> str:
    """Return what stands in the figure of a manifest, from the attributes of its start tag on."""
    note = place.note
    manifest = note.note.manifests[piece.manifest]
    snippet = note.note.snippets[manifest.snippet]
    language = escape(snippet.language.lower())
    remarks = manifest.told
    # As linkable ids everywhere, those of the lines are left out where the card is embedded.
    ids = () if place.embedded else piece.ids
    code = "\n".join(_lines(piece.code, ids, remarks))
    return (
        f' class="manifest" data-state="{manifest.state}">\n'
        f"<figcaption>{_objects(manifest)}{_state(page, manifest)}{_level(page, manifest)}"
        f"{_files(page, place, manifest)}</figcaption>\n"
        f'<div class="manifest-body">\n<pre class="code" data-language="{language}" tabindex="0">'
        f"<code>{code}</code></pre>\n{_pictures(page, note, manifest)}</div>\n"
        f"{_remarks(page, place, ids, remarks)}{_apply(manifest)}"
        f"{proof_under(page, place, manifest.snippet)}"
    )


def _pictures(page: Page, note: LinkedNote, manifest: Manifest) -> str:
    """Return the pictures of its pods; services anywhere in the note are drawn with the pods they choose."""
    services = [service for one in note.note.manifests for service in one.services]
    drawn = (
        picture(pod, [one for one in services if one.selects(pod)], page.strings)
        for pod in manifest.pods[:PICTURES]
    )
    return f'<div class="manifest-pictures">{"".join(drawn)}</div>\n' if manifest.pods else ""


def _objects(manifest: Manifest) -> str:
    """Return what is in it; of many objects the first three."""
    shown = [
        f'<span class="manifest-object"><strong>{escape(one.kind)}</strong> '
        f"<code>{escape(one.name)}</code></span>"
        for one in manifest.objects[:3]
    ]
    more = len(manifest.objects) - len(shown)
    return " ".join(shown) + (f" <span>+{more}</span>" if more > 0 else "") + " "


def _state(page: Page, manifest: Manifest) -> str:
    versions = manifest.versions.replace("-", "–")
    key = f"manifest_{manifest.state}"
    if manifest.state is State.SKIPPED and manifest.reason:
        key = "manifest_skipped_why"
    said = page.strings[key].format(versions=versions, reason=manifest.reason)
    return f'<span class="manifest-state">{escape(said, quote=False)}</span> '


def _level(page: Page, manifest: Manifest) -> str:
    if not manifest.security:
        return ""
    standard = escape(page.strings["manifest_level"])
    said = f'<span class="rw-hidden">{standard}: </span>{manifest.security}'
    return f'<span class="manifest-level" title="{standard}: {manifest.security}">{said}</span> '


def _apply(manifest: Manifest) -> str:
    """Return the command's place: lib/manifests.js puts the address in, which is where the reader is."""
    if manifest.state not in {State.VALID, State.UNKNOWN}:
        return ""
    return '<p class="manifest-apply" data-pagefind-ignore><code>kubectl apply -f</code></p>\n'


def _files(page: Page, place: Place, manifest: Manifest) -> str:
    forms = ("yaml", "json") if manifest.json is not None else ("yaml",)
    here, there = page.host.url, place.note.url
    addresses = {form: href(here, manifest_url(there, manifest.file, form)) for form in forms}
    links = (f'<a href="{escape(to)}" download>{form.upper()}</a>' for form, to in addresses.items())
    return f'<span class="manifest-files">{" ".join(links)}</span>'


def _lines(code: Sequence[str], ids: Sequence[str], remarks: Sequence[Remark]) -> Iterator[str]:
    """Yield the lines, those that something is to be said of marked."""
    marked = {remark.line: remark.severity for remark in reversed(remarks)}
    for number, line in enumerate(code, start=1):
        anchor = f' id="{escape(ids[number - 1])}"' if number <= len(ids) else ""
        if number in marked:
            yield f'<mark class="manifest-line" data-severity="{marked[number]}"{anchor}>{line}</mark>'
        else:
            yield f'<span class="code-line"{anchor}>{line}</span>' if anchor else line


def _remarks(page: Page, place: Place, ids: Sequence[str], remarks: Sequence[Remark]) -> str:
    if not remarks:
        return ""
    here = page.host.url
    rules = {code: href(here, url) for code, url in place.note.rules.items() if url != here}
    items = "".join(_remark(page, ids, remark, rules.get(remark.code)) for remark in remarks)
    return f'<ul class="manifest-remarks">\n{items}</ul>\n'


def _remark(page: Page, ids: Sequence[str], remark: Remark, rule: str | None) -> str:
    place = escape(page.strings["manifest_line"].format(line=remark.line), quote=False)
    if remark.line <= len(ids):
        place = f'<a href="#{quote(ids[remark.line - 1])}">{place}</a>'
    way_out = f" <span>{_with_code(remark.help)}</span>" if remark.help else ""
    code = f"<code>{escape(remark.code)}</code>"
    code = code if rule is None else f'<a class="internal-link" href="{escape(rule)}">{code}</a>'
    return (
        f'<li data-severity="{remark.severity}"><b>{place}</b> {_with_code(remark.message)}'
        f"{way_out} {code}</li>\n"
    )


def _with_code(message: str) -> str:
    """Return a message as HTML; what stands in backticks is what somebody wrote."""
    parts = escape(message, quote=False).split("`")
    if len(parts) % 2 == 0:
        return "`".join(parts)
    return "".join(f"<code>{part}</code>" if place % 2 else part for place, part in enumerate(parts))
