"""The symbol table of a note while it is being compiled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from manifestcheck.diagnostic import Severity
from manifestcheck.position import Position
from ropewalk.compile.passage import joined, sentences
from ropewalk.model.manifest import Manifest
from ropewalk.model.note import (
    PARAGRAPHS,
    Block,
    Context,
    Finding,
    Heading,
    Reference,
    Section,
    Snippet,
    Tag,
)
from ropewalk.paths import unique


@dataclass(slots=True)
class Symbols:
    """What the note defines and refers to, filled in reading order."""

    headings: list[Heading] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    contexts: list[Context] = field(default_factory=list)
    context_of: dict[int, int] = field(default_factory=dict)
    """Index of a reference to that of the sentence around it."""
    tags: list[Tag] = field(default_factory=list)
    snippets: list[Snippet] = field(default_factory=list)
    manifests: list[Manifest] = field(default_factory=list)
    manifest_files: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    features: set[str] = field(default_factory=set)
    listings: int = 0
    """Blocks of code so far whose lines have ids."""
    sections: list[tuple[int | None, list[str]]] = field(default_factory=lambda: [(None, [])])
    ids: dict[str, int] = field(default_factory=dict)

    def refer(self, reference: Reference) -> int:
        """Add a reference and return its index."""
        self.references.append(reference)
        return len(self.references) - 1

    def name_reference(self, index: int, label: Sequence[str | int]) -> None:
        """Give a reference the text that it shows, once its label has been written."""
        self.references[index] = replace(self.references[index], shown=self.said(label))

    def said(self, parts: Sequence[str | int]) -> str:
        """Return plain text with what references say in their places.

        Of an embed that is what the author wrote for it: the name of what is not published must not get
        into titles and descriptions.
        """
        return "".join(self._words(part) if isinstance(part, int) else part for part in parts)

    def _words(self, ref: int) -> str:
        reference = self.references[ref]
        return reference.alt if reference.embed else reference.shown

    def read(self, parts: Sequence[str | int], *, whole: bool = False) -> None:
        """Take the plain text of a paragraph: for search, and as contexts; of a row it is the `whole`."""
        text = self.said(parts)
        if text and not text.isspace():
            self.sections[-1][1].append(text.strip())
        self.relate(parts, whole=whole)

    def relate(self, parts: Sequence[str | int], *, whole: bool = False) -> None:
        """Take the sentences of a text, or all of it, as the contexts of the references in it."""
        if int not in map(type, parts):
            return
        for context in [joined(parts)] if whole else sentences(parts):
            self.contexts.append(context)
            for part in context:
                if isinstance(part, int):
                    self.context_of[part] = len(self.contexts) - 1

    def claim(self, wanted: str) -> str:
        """Return an id that nothing else on the page has, `wanted` itself if it is free."""
        return unique(wanted, self.ids)

    def open_section(self, heading: Heading) -> None:
        """Add a heading; what is read from here on belongs to it."""
        self.headings.append(heading)
        self.sections.append((len(self.headings) - 1, []))

    def warn(self, code: str, message: str, position: Position, hint: str | None = None) -> None:
        """Add a finding that an author should mend."""
        self._find(Severity.WARNING, code, message, position, hint)

    def inform(self, code: str, message: str, position: Position, hint: str | None = None) -> None:
        """Add a finding that an author may want to know of."""
        self._find(Severity.INFO, code, message, position, hint)

    def _find(
        self, severity: Severity, code: str, message: str, position: Position, hint: str | None
    ) -> None:
        self.findings.append(
            Finding(code=code, severity=severity, message=message, position=position, help=hint)
        )

    def closed_headings(self, end: int) -> tuple[Heading, ...]:
        """Return the headings with the ends of their sections; the last sections end at piece `end`.

        Until then a heading's `close_tags` are those for what is open where it *begins*.
        """
        closed: list[Heading] = []
        following: list[Heading] = []
        for heading in reversed(self.headings):
            while following and following[-1].level > heading.level:
                following.pop()
            next_start, close_tags = (
                (following[-1].start, following[-1].close_tags) if following else (end, "")
            )
            closed.append(replace(heading, end=next_start, close_tags=close_tags))
            following.append(heading)
        return tuple(reversed(closed))

    def finished_sections(self) -> tuple[Section, ...]:
        """Return the plain text by heading, without the empty part before the first heading."""
        return tuple(
            Section(heading=heading, text=PARAGRAPHS.join(texts))
            for heading, texts in self.sections
            if texts or heading is not None
        )
