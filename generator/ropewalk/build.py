"""The pipeline: a vault folder through scan, compile and link; rendering is asked for page by page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from manifestcheck.diagnostic import Diagnostic
from ropewalk.compile import compile_note
from ropewalk.link import LinkOptions, link
from ropewalk.model.linked import LinkedVault
from ropewalk.model.note import CompiledNote, Dialect, Properties
from ropewalk.model.vault import Vault
from ropewalk.options import Options
from ropewalk.properties import read
from ropewalk.publish import is_published
from ropewalk.vault import scan


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A vault that is ready to be rendered."""

    vault: Vault
    linked: LinkedVault
    sources: Mapping[str, str]
    """Path to text of each published note."""
    diagnostics: tuple[Diagnostic, ...]


def load(root: Path, options: Options) -> Site:
    """Read, compile and link the vault at `root`; what is not published is not compiled."""
    vault = scan(root, exclude=options.exclude)
    properties = {source.path: read(source.text) for source in vault.notes}
    published = {
        source.path: source.text
        for source in vault.notes
        if is_published(properties[source.path], mode=options.mode) and not options.withheld(source.path)
    }
    dialect = dialect_of(vault, options)
    notes = [(path, compile_note(text, properties[path], dialect)) for path, text in published.items()]
    linked = _link(vault, notes, properties, options)
    found = [finding.at(path) for path, read_ in properties.items() for finding in read_.findings]
    found += [finding.at(path) for path, note in notes for finding in note.findings]
    return Site(
        vault=vault,
        linked=linked,
        sources=published,
        diagnostics=(*vault.diagnostics, *found, *linked.diagnostics),
    )


def recompiled(site: Site, path: str, text: str) -> Site:
    """Return the site as it is for the note at `path` alone, with another text for its body.

    Other notes see what the file says: a host's plugin changes a page after all notes are linked.
    """
    note = compile_note(text, replace(site.linked.notes[path].note.properties, lines=0), site.dialect)
    return replace(site, linked=site.linker.relinked(path, note))


def dialect_of(vault: Vault, options: Options) -> Dialect:
    """Return the dialect that the vault's own settings and the site's options give."""
    asked = options.strict_line_breaks
    return Dialect(
        strict_line_breaks=vault.settings.strict_line_breaks if asked is None else asked,
        external_media=options.external_media,
        trusted_html=options.trusted_html,
    )


def _link(
    vault: Vault,
    notes: list[tuple[str, CompiledNote]],
    properties: Mapping[str, Properties],
    options: Options,
) -> LinkedVault:
    published = {path for path, _ in notes}
    files = [file.path for file in vault.files]
    hidden = [path for path in properties if path not in published]
    return link(
        notes,
        [path for path in files if not options.withheld(path)],
        withheld={*vault.withheld, *hidden, *filter(options.withheld, files)},
        withheld_aliases={alias for path in hidden for alias in properties[path].aliases},
        options=LinkOptions(aliases=options.aliases, directory_urls=options.directory_urls),
    )
