"""What the readers of the site would see: the same proof for what is published."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from manifestcheck.diagnostic import Diagnostic
from ropewalk.graph import found
from ropewalk.link import LinkOptions, link
from ropewalk.model.linked import Found, LinkedVault, Missing, Resolution, Withheld
from ropewalk.model.vault import Settings
from ropewalk.move.catalogue import Catalogue
from ropewalk.move.conflict import address_taken, changed_on_site
from ropewalk.move.outside import links_outside
from ropewalk.move.renaming import Renaming
from ropewalk.options import Options
from ropewalk.publish import is_published
from ropewalk.settings import withholds
from ropewalk.vault import plain_paths
from ropewalk.walk import is_below


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What of a vault is on the site."""

    catalogue: Catalogue
    linked: LinkedVault
    shown: frozenset[str]
    """The paths of notes and files that may be on it."""


def published(
    catalogue: Catalogue, settings: Settings, options: Options, unread: Collection[str]
) -> Published:
    """Return the site of a catalogue, linked; `unread` are paths of what could not be read."""
    hides, back = withholds(settings), plain_paths((*options.kept_back, *options.exclude))

    def may_show(path: str) -> bool:
        return not (hides(path) or options.withheld(path) or is_below(path, back) or path in unread)

    notes = catalogue.notes
    shown = {
        path: note
        for path, note in notes.items()
        if may_show(path) and is_published(note.properties, mode=options.mode)
    }
    files = {path for path in (*catalogue.documents, *catalogue.files) if path not in notes}
    open_files = set(filter(may_show, files))
    hidden = notes.keys() - shown.keys()
    linked = link(
        list(shown.items()),
        sorted(open_files),
        withheld=hidden | (files - open_files),
        withheld_aliases={alias for path in hidden for alias in notes[path].properties.aliases},
        options=LinkOptions(aliases=options.aliases, directory_urls=options.directory_urls),
    )
    return Published(catalogue=catalogue, linked=linked, shown=frozenset({*shown, *open_files}))


def check_site(before: Published, after: Published, renaming: Renaming) -> Iterator[Diagnostic]:
    """Yield each link on the site that would lead elsewhere, and each note that would lose its page.

    Links to what comes onto the site or leaves it by the move are not looked at.
    """
    old_documents, new_documents = before.catalogue.documents, after.catalogue.documents
    turned = {renaming.path(path) for path in before.shown} ^ after.shown
    for path, note in before.linked.notes.items():
        new_path = renaming.path(path)
        if new_path in turned:
            continue
        again = after.linked.notes.get(new_path)
        if again is None:
            yield address_taken(path, new_path)
            continue
        places = links_outside(old_documents[path], renaming)
        for place, place_again in zip(places, links_outside(new_documents[new_path], renaming), strict=False):
            old, new = note.resolutions[place], again.resolutions[place_again]
            targets = {renaming.path(_path(old)), _path(new)}
            if targets.isdisjoint(turned) and _seen(old, renaming) != _seen(new, None):
                yield changed_on_site(path, note.note.references[place], _path(old), _path(new))


def turned_over(before: Published, after: Published, renaming: Renaming) -> Mapping[str, bool]:
    """Return by new path what comes onto the site (True) or leaves it (False) by the move."""
    old = {renaming.path(path) for path in before.shown}
    return {path: path in after.shown for path in sorted(old ^ after.shown)}


def _path(resolution: Resolution) -> str:
    target = found(resolution)
    return target.path if target else ""


def _seen(resolution: Resolution, renaming: Renaming | None) -> tuple[object, ...]:
    """Return what a reader meets, as it can be compared."""
    target = found(resolution)
    if isinstance(target, Found):
        path = renaming.path(target.path) if renaming else target.path
        return (path, target.part is not None, target.part_missing)
    return (Withheld,) if isinstance(resolution, Withheld) else (Missing,)
