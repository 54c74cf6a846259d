"""References to an object of any kind by names that only have to fit into an address."""

from __future__ import annotations

from manifestcheck.field import Path
from manifestcheck.formats import dns_subdomain
from manifestcheck.rules.names import path_segment
from manifestcheck.rules.values import Errors, Object, present_text, required_text


def validate_named(reference: Object, path: Path, *keys: str) -> Errors:
    """Check the parts of a reference that must be there."""
    for key in keys:
        yield from required_text(reference, key, path, path_segment)


def validate_typed(reference: Object, path: Path) -> Errors:
    """Check a reference by group, kind and name."""
    yield from present_text(reference, "apiGroup", path, dns_subdomain)
    yield from validate_named(reference, path, "kind", "name")
