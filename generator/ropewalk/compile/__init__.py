"""Compiling: one note's text to pieces and a symbol table, knowing nothing of other notes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt

from ropewalk.compile.block import write_blocks
from ropewalk.compile.hidden import add_hidden
from ropewalk.compile.ignore import ignored
from ropewalk.compile.symbols import Symbols
from ropewalk.compile.unit import Unit
from ropewalk.kubernetes_versions import PROPERTY, versions
from ropewalk.model.note import CompiledNote, Dialect, Ignored, Properties
from ropewalk.syntax import parser
from ropewalk.syntax.comment import blank_comments
from ropewalk.syntax.locate import Locator

__all__ = ["compile_note"]


def compile_note(text: str, properties: Properties, dialect: Dialect) -> CompiledNote:
    """Compile the text of a note whose front matter was read into `properties`; never raises."""
    body = "\n".join(text.split("\n")[properties.lines :])
    # The parser takes every one of these for a line end; a file's are line feeds, a plugin's may not be.
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first_line = properties.lines + 1
    blanked = blank_comments("\n".join(lines))
    symbols = Symbols()
    unit = Unit(
        symbols=symbols,
        dialect=dialect,
        locator=Locator(blanked.text.split("\n"), first_line),
        lines=lines,
        first_line=first_line,
        kubernetes=_kubernetes(properties, dialect, symbols),
    )
    tokens = _parser().parse(blanked.text)
    leads = write_blocks(unit, tokens)
    add_hidden(unit, _parser(), blanked)
    return _note(unit, properties, visible=blanked.text, leads=leads, ignored=ignored(unit, tokens, blanked))


def _kubernetes(properties: Properties, dialect: Dialect, symbols: Symbols) -> Sequence[str]:
    """Return the versions that the note's manifests are checked for."""
    value = properties.values.get(PROPERTY)
    if not dialect.kubernetes or value is None:
        return dialect.kubernetes
    try:
        return versions(value)
    except ValueError as error:
        symbols.warn("RW502", f"`{PROPERTY}` is ignored: {error}", properties.positions[PROPERTY])
        return dialect.kubernetes


@cache
def _parser() -> MarkdownIt:
    return parser()


def _note(
    unit: Unit, properties: Properties, *, visible: str, leads: bool, ignored: tuple[Ignored, ...]
) -> CompiledNote:
    symbols, pieces = unit.symbols, unit.output.all()
    headings = symbols.closed_headings(len(pieces))
    return CompiledNote(
        properties=properties,
        visible=visible,
        pieces=pieces,
        lead=headings[0] if leads else None,
        headings=headings,
        blocks=tuple(symbols.blocks),
        references=(*symbols.references, *properties.references),
        contexts=tuple(symbols.contexts),
        context_of=symbols.context_of,
        tags=(*properties.tags, *symbols.tags),
        snippets=tuple(symbols.snippets),
        manifests=tuple(symbols.manifests),
        footnotes=unit.footnotes,
        sections=symbols.finished_sections(),
        findings=tuple(symbols.findings),
        features=frozenset(symbols.features),
        ignored=ignored,
    )
