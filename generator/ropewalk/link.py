"""The link stage: compiled notes and file names in, a vault in which every reference is answered out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from manifestcheck.diagnostic import Diagnostic
from ropewalk.addresses import Addresses, assign, permalink_of, same_address, title_of
from ropewalk.answers import Answers
from ropewalk.breaking_names import breaking_names
from ropewalk.description import description
from ropewalk.graph import backlinks_of, found, orphans_of
from ropewalk.media import needs_obsidian
from ropewalk.model.linked import Ambiguous, LinkedNote, LinkedVault, Resolution, Withheld
from ropewalk.model.note import CompiledNote
from ropewalk.names import Names
from ropewalk.paths import file_url
from ropewalk.rule_notes import rule_notes
from ropewalk.tag_index import tags_of

Resolutions = Mapping[str, tuple[Resolution, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkOptions:
    """What the site's configuration says about links."""

    aliases: bool = True
    """Whether a link may name an alias or a permalink, as on Obsidian Publish."""
    directory_urls: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """A linked vault, with what the linker has found out on the way: enough to link again after edits."""

    vault: LinkedVault
    compiled: Mapping[str, CompiledNote]
    """What was given, in path order."""
    options: LinkOptions
    addresses: Addresses
    """Those of files that notes reach are not claimed."""
    answers: Answers
    unfit: Callable[[str], Diagnostic | None]
    left_out: Collection[str]
    """The files that notes reach and that stay out."""
    other_findings: tuple[Diagnostic, ...]
    """Beside those about references."""


def link(  # noqa: PLR0913  what stands beside the notes
    notes: Sequence[tuple[str, CompiledNote]],
    files: Sequence[str],
    *,
    withheld: Collection[str] = (),
    withheld_aliases: Collection[str] = (),
    unfit: Callable[[str], Diagnostic | None] = lambda _path: None,
    options: LinkOptions | None = None,
) -> LinkedVault:
    """Answer every reference of `notes`, the notes to be published, in whatever order they come.

    `withheld` are the paths of notes and files that exist but stay out, `withheld_aliases` the other
    names of such notes. A note whose address another one has is left out too. `unfit` is asked about each
    file that would be published, and says why one has to stay out for what is in it.
    """
    return linking(
        notes,
        files,
        withheld=withheld,
        withheld_aliases=withheld_aliases,
        unfit=unfit,
        options=options or LinkOptions(),
    ).vault


def linking(  # noqa: PLR0913  as above
    notes: Sequence[tuple[str, CompiledNote]],
    files: Sequence[str],
    *,
    withheld: Collection[str],
    withheld_aliases: Collection[str],
    unfit: Callable[[str], Diagnostic | None],
    options: LinkOptions,
) -> Linking:
    """Do what `link` does, and return more of it."""
    compiled = dict(sorted(notes, key=lambda pair: pair[0]))
    addresses = assign(compiled, directory_urls=options.directory_urls)
    published = {path: compiled[path] for path in addresses.notes}
    lost = {path: note for path, note in compiled.items() if path not in published}
    names = Names(
        (*published, *files),
        withheld=(*withheld, *lost),
        folders_of=published,
        aliases=named_otherwise(published) if options.aliases else {},
        withheld_aliases=(*withheld_aliases, *named_otherwise(lost)),
    )
    answers = Answers(names, published, addresses.folder_notes)
    resolutions = {path: answers.of(path) for path in published}
    reached, left_out = reached_files(published, resolutions, addresses, unfit)
    if left_out:
        resolutions = {path: without(many, left_out.keys()) for path, many in resolutions.items()}
    tags, tag_urls = tags_of(published, directory_urls=options.directory_urls)
    linked = _linked_notes(published, resolutions, addresses, names)
    named = (problem for path in published for problem in breaking_names(path))
    others = (*addresses.diagnostics, *filter(None, left_out.values()), *named)
    vault = LinkedVault(
        notes=linked,
        files=reached,
        folders=addresses.folders,
        folder_titles=folder_titles(linked, addresses),
        generated_folders=addresses.generated,
        wanted=answers.wanted.by_name(),
        tags=tags,
        tag_urls=tag_urls,
        orphans=orphans_of(linked),
        diagnostics=in_order(others, answers),
    )
    return Linking(
        vault=vault,
        compiled=compiled,
        options=options,
        addresses=addresses,
        answers=answers,
        unfit=unfit,
        left_out=frozenset(left_out),
        other_findings=others,
    )


def in_order(others: Iterable[Diagnostic], answers: Answers) -> tuple[Diagnostic, ...]:
    """Return findings, and those about references, by their places."""
    return tuple(sorted([*others, *answers.diagnostics], key=attrgetter("place")))


def named_otherwise(notes: Mapping[str, CompiledNote]) -> dict[str, list[str]]:
    """Return the aliases and permalinks of `notes` with the paths of their notes."""
    found: dict[str, list[str]] = {}
    for path, note in notes.items():
        for alias in other_names(note):
            found.setdefault(alias, []).append(path)
    return found


def other_names(note: CompiledNote) -> tuple[str, ...]:
    """Return the aliases of a note and its permalink."""
    return (*note.properties.aliases, permalink_of(note) or "")


def reached_files(
    notes: Mapping[str, CompiledNote],
    resolutions: Resolutions,
    addresses: Addresses,
    unfit: Callable[[str], Diagnostic | None],
) -> tuple[dict[str, str], dict[str, Diagnostic | None]]:
    """Return the address of each file that a visible reference reaches, and those that stay out with why."""
    paths = {
        target.path
        for path, note in notes.items()
        for reference, resolution in zip(note.references, resolutions[path], strict=True)
        if not reference.hidden and (target := found(resolution)) is not None
    }
    files: dict[str, str] = {}
    left_out: dict[str, Diagnostic | None] = {}
    claims = addresses.claims.copy()
    for path in sorted(paths - addresses.notes.keys() - addresses.folders.keys()):
        if needs_obsidian(path):
            left_out[path] = None  # said where the link is
        elif (reason := unfit(path)) is not None:
            left_out[path] = reason
        elif (holder := claims.claim(file_url(path), path)) is not None:
            left_out[path] = same_address(path, holder)
        else:
            files[path] = file_url(path)
    return files, left_out


def folder_titles(notes: Mapping[str, LinkedNote], addresses: Addresses) -> dict[str, str]:
    """Return the title of each folder that has a note of its own."""
    return {folder: notes[path].title for folder, path in addresses.folder_notes.items()}


def without(resolutions: Iterable[Resolution], paths: Collection[str]) -> tuple[Resolution, ...]:
    """Return the answers with nothing of the files at `paths` in them."""
    return tuple(_masked(one, paths) for one in resolutions)


def _masked(resolution: Resolution, paths: Collection[str]) -> Resolution:
    target = found(resolution)
    if target is not None and target.path in paths:
        return Withheld()
    if isinstance(resolution, Ambiguous):
        others = tuple(path for path in resolution.others if path not in paths)
        return replace(resolution, others=others) if others else resolution.chosen
    return resolution


def _linked_notes(
    notes: Mapping[str, CompiledNote], resolutions: Resolutions, addresses: Addresses, names: Names
) -> dict[str, LinkedNote]:
    titles = {path: title_of(path, note, index=path in addresses.indexes) for path, note in notes.items()}
    backlinks = backlinks_of(notes, resolutions, titles)
    return {
        path: LinkedNote(
            path=path,
            url=addresses.notes[path],
            title=titles[path],
            about=description(note, titles[path]),
            note=note,
            resolutions=resolutions[path],
            backlinks=backlinks.get(path, ()),
            rules=rule_notes(path, note, names, addresses.notes),
        )
        for path, note in notes.items()
    }
