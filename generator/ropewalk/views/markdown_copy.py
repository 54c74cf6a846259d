"""A published note as Markdown: its own text, links resolved, comments and what is withheld left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ropewalk.compile.references import is_external
from ropewalk.graph import found
from ropewalk.model.linked import Found, LinkedNote, LinkedVault, Resolution, Withheld
from ropewalk.model.note import Reference, Written
from ropewalk.paths import INDEX, href
from ropewalk.render.links import fragment_of
from ropewalk.syntax.blocks import Blocks
from ropewalk.syntax.filler import FILLER

_ESCAPES: Final = str.maketrans({char: f"\\{char}" for char in "\\[]|<"})
_DEFINES: Final = "]:"


def copy_url(url: str) -> str:
    """Return the address of the Markdown copy of the page at `url`: `A/` has `A/index.md`."""
    page = url + INDEX if not url or url.endswith("/") else url
    return f"{page.removesuffix('.html')}.md"


def markdown_copy(vault: LinkedVault, note: LinkedNote) -> str:
    """Return the Markdown of a note: a title, then the body."""
    written = _Copy(vault, note).written()
    lead = note.note.lead
    title = "" if lead is not None and lead.text == note.title else f"# {note.title}\n\n"
    return f"{title}{_tidy(written)}"


class _Copy:
    """The body of one note being rewritten."""

    def __init__(self, vault: LinkedVault, note: LinkedNote) -> None:
        self._vault, self._note, self._body = vault, note, note.note.visible
        self._url = copy_url(note.url)
        self._links = sorted(self._placed(), key=lambda link: (link[0], -link[1]))

    def written(self) -> str:
        return self._range(0, len(self._body))

    def _placed(self) -> Iterator[tuple[int, int, Reference, Resolution]]:
        """Yield each visible reference of the body with its start and end offset."""
        starts = [0]
        for line in self._body.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        before = self._note.note.properties.lines + 1
        for reference, resolution in zip(self._note.note.references, self._note.resolutions, strict=True):
            if not reference.hidden and reference.property is None:
                start = starts[reference.position.line - before] + reference.position.column - 1
                yield start, start + reference.length, reference, resolution

    def _range(self, start: int, end: int) -> str:
        """Return the text from `start` to `end` with the outermost links in it written anew."""
        parts: list[str] = []
        for first, last, reference, resolution in self._links:
            if start <= first and last <= end:
                parts += [self._body[start:first], self._link(first, last, reference, resolution)]
                start = last
        return "".join([*parts, self._body[start:end]])

    def _link(self, start: int, end: int, reference: Reference, resolution: Resolution) -> str:
        tag = reference.written is Written.HTML and not reference.embed
        if tag or (isinstance(resolution, Withheld) and reference.embed):
            return ""
        shown = self._shown(start, end, reference)
        target = found(resolution)
        if target is None:
            return shown
        mark = "!" if reference.embed and target.path in self._vault.files else ""
        return f"{mark}[{shown}]({self._address(reference, target)})"

    def _shown(self, start: int, end: int, reference: Reference) -> str:
        """Return the text of a link: what the author wrote between brackets, else what a reader sees."""
        opening = self._body.find("[", start, end) + 1
        closing = self._body.rfind("](", start, end)
        if reference.written is Written.MARKDOWN and 0 < opening <= closing and not reference.embed:
            return self._range(opening, closing)
        return (reference.alt or reference.shown).translate(_ESCAPES)

    def _address(self, reference: Reference, target: Found) -> str:
        vault = self._vault
        if target.path in vault.notes:
            return href(self._url, copy_url(vault.notes[target.path].url), fragment_of(target))
        if target.path in vault.folders:
            return href(self._url, vault.folders[target.path])
        return href(self._url, vault.files[target.path], reference.subpath)


def _tidy(body: str) -> str:
    """Drop what blanked comments leave behind, and definitions whose links have their address by now."""
    lines = body.split("\n")
    kept = _without_definitions(lines) if _DEFINES in body else lines
    bare = "\n".join(kept).replace(FILLER, "").split("\n")
    return "\n".join(line if line.strip() else "" for line in bare).strip("\n") + "\n"


def _without_definitions(lines: Sequence[str]) -> Iterator[str]:
    """Leave out the definitions of reference links into the vault: they name what may not be published."""
    blocks, address_follows = Blocks(), False
    for line in lines:
        blocks, kind = blocks.step(line)
        label, colon, behind = line[kind.start :].strip().partition(_DEFINES)
        defines = kind.text and bool(colon) and label.startswith("[") and not label.startswith("[^")
        address = behind.strip().removeprefix("<")
        if not address_follows and not (defines and not is_external(address)):
            yield line
        address_follows = defines and not address
