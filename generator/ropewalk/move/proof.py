"""A move that is planned and proven: what it would write is known, and that every link keeps its meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter

from manifestcheck.diagnostic import Diagnostic
from ropewalk.move.checking import check, outcome
from ropewalk.move.planning import Plan, plan
from ropewalk.move.reading import WholeVault
from ropewalk.move.renaming import Renaming
from ropewalk.move.site import check_site, published, turned_over
from ropewalk.options import Options


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """A plan, and what was found when it was tried."""

    plan: Plan
    conflicts: tuple[Diagnostic, ...]
    """Why nothing may be written, in path order; empty where it may."""
    turned: Mapping[str, bool]
    """By new path: what comes onto the site (True) or leaves it (False)."""


def prove(whole: WholeVault, renaming: Renaming, options: Options) -> Proven:
    """Plan a move, read what it would write, and compare what every link means."""
    made = plan(whole.catalogue, renaming)
    after = outcome(whole.catalogue, made, whole.document)
    conflicts = {*made.conflicts, *(() if made.conflicts else check(whole.catalogue, after, made))}
    unread = whole.vault.withheld - whole.catalogue.documents.keys()
    settings = whole.vault.settings
    before_site = published(whole.catalogue, settings, options, unread)
    after_site = published(after, settings, options, set(map(renaming.path, unread)))
    if not conflicts:
        conflicts = set(check_site(before_site, after_site, renaming))
    return Proven(
        plan=made,
        conflicts=tuple(sorted(conflicts, key=attrgetter("place"))),
        turned=turned_over(before_site, after_site, renaming),
    )
