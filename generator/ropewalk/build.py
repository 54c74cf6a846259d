"""The pipeline: a vault folder through scan, compile and link; rendering is asked for page by page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from manifestcheck.diagnostic import Diagnostic
from ropewalk.compile import compile_note
from ropewalk.fitness import Fitness
from ropewalk.heard import heard
from ropewalk.keeping import kept, unhindered
from ropewalk.link import Linking, LinkOptions, linking
from ropewalk.memory import Memory
from ropewalk.model.linked import LinkedVault
from ropewalk.model.note import CompiledNote, Dialect, Properties
from ropewalk.model.vault import Vault
from ropewalk.options import Options
from ropewalk.publish import is_published
from ropewalk.relink import relinked
from ropewalk.vault import scan

_Beside = tuple[list[str], set[str], set[str], LinkOptions]
"""What the linker is given beside the notes: files, what is withheld, its aliases, options."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A vault that is ready to be rendered."""

    vault: Vault
    options: Options
    properties: Mapping[str, Properties]
    """By path, of all notes that could be read, published or not."""
    compiled: Mapping[str, CompiledNote]
    """By path, of the published notes."""
    linked: LinkedVault
    fitness: Fitness
    diagnostics: tuple[Diagnostic, ...]


def load(root: Path, options: Options, memory: Memory | None = None) -> Site:
    """Read, compile and link the vault at `root`; what is not published is not compiled.

    With the `memory` of an earlier load only what has changed since then is read and compiled.
    """
    memory = memory or Memory()
    with kept() if memory.is_empty else unhindered():
        return _load(root, options, memory)


def _load(root: Path, options: Options, memory: Memory) -> Site:
    vault = scan(
        root,
        exclude=options.exclude,
        kept_back=options.kept_back,
        read=memory.read,
        known=memory.entries,
    )
    memory.prepare(vault.notes, dialect_of(vault, options))
    properties = memory.properties()
    published = [
        source.path
        for source in vault.notes
        if is_published(properties[source.path], mode=options.mode) and not options.withheld(source.path)
    ]
    compiled = memory.compiled(published)
    linked = _linked(vault, compiled, properties, options, memory)
    found = [finding.at(path) for path, own in properties.items() for finding in own.findings]
    found += [finding.at(path) for path, note in compiled.items() for finding in note.findings]
    return Site(
        vault=vault,
        options=options,
        properties=properties,
        compiled=compiled,
        linked=linked,
        fitness=memory.fitness,
        diagnostics=tuple(heard([*vault.diagnostics, *found, *linked.diagnostics], compiled, options.choice)),
    )


def recompiled(site: Site, path: str, body: str) -> LinkedVault:
    """Return the vault as the page of the note at `path` sees it if its body is another text.

    A host's plugin changes a page after all notes are linked: other pages see what the file says.
    """
    properties = replace(site.properties[path], lines=0)
    note = compile_note(body, properties, dialect_of(site.vault, site.options))
    compiled = {**site.compiled, path: note}
    beside = _beside(site.vault, compiled, site.properties, site.options)
    return _link(site.vault, compiled, beside, site.options, site.fitness).vault


def dialect_of(vault: Vault, options: Options) -> Dialect:
    """Return the dialect that the vault's own settings and the site's options give."""
    asked = options.strict_line_breaks
    return Dialect(
        strict_line_breaks=vault.settings.strict_line_breaks if asked is None else asked,
        kubernetes=options.kubernetes,
        external_media=options.external_media,
        trusted_html=options.trusted_html,
    )


def all_notes(
    root: Path, options: Options, memory: Memory, *, whole: bool = False
) -> tuple[Vault, Mapping[str, CompiledNote]]:
    """Read and compile the vault at `root` for its author: notes that are not published too.

    With `whole` also what its settings keep out.
    """
    vault = scan(root, exclude=options.exclude, read=memory.read, whole=whole)
    memory.prepare(vault.notes, dialect_of(vault, options))
    return vault, memory.compiled(list(memory.properties()))


def _linked(
    vault: Vault,
    compiled: Mapping[str, CompiledNote],
    properties: Mapping[str, Properties],
    options: Options,
    memory: Memory,
) -> LinkedVault:
    """Link the vault, from what is in memory if that is enough."""
    fitness, beside = memory.fitness, _beside(vault, compiled, properties, options)
    known, memory.linking = memory.linking, None
    same = known is not None and known[0] == (beside, fitness.verdicts())
    linked = relinked(known[1], compiled) if known is not None and same else None
    linked = linked or _link(vault, compiled, beside, options, fitness)
    if memory.lasts:
        memory.linking = ((beside, fitness.verdicts()), linked)
    else:
        linked.answers.names.forget()
    return linked.vault


def _link(
    vault: Vault, compiled: Mapping[str, CompiledNote], beside: _Beside, options: Options, fitness: Fitness
) -> Linking:
    files, withheld, aliases, link_options = beside
    on_disk = {file.path: file.file for file in vault.files}
    return linking(
        list(compiled.items()),
        files,
        withheld=withheld,
        withheld_aliases=aliases,
        unfit=lambda path: fitness.unfit(path, on_disk[path], trusted=options.trusted_html),
        options=link_options,
    )


def _beside(
    vault: Vault,
    compiled: Mapping[str, CompiledNote],
    properties: Mapping[str, Properties],
    options: Options,
) -> _Beside:
    hidden = [path for path in properties if path not in compiled]
    files = [file.path for file in vault.files]
    back = set(filter(options.withheld, files))
    return (
        [path for path in files if path not in back],
        {*vault.withheld, *hidden, *back},
        {alias for path in hidden for alias in properties[path].aliases},
        LinkOptions(aliases=options.aliases, directory_urls=options.directory_urls),
    )
