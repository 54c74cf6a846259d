"""Which nodes a pod wants or must have."""

from __future__ import annotations

from manifestcheck.field import Path, invalid
from manifestcheck.rules.node_selector import validate_node_selector, validate_node_selector_term
from manifestcheck.rules.values import Errors, Object
from manifestcheck.version import Version

STRICT_VALUES_FROM = Version(1, 31)
"""The version that refuses a value in a required term that no label can have."""

REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"

_MOST_WEIGHT = 100


def validate_node_affinity(affinity: Object, path: Path, version: Version) -> Errors:
    """Check required and preferred nodes."""
    if REQUIRED in affinity:
        strict = version >= STRICT_VALUES_FROM
        yield from validate_node_selector(affinity[REQUIRED], (*path, REQUIRED), strict=strict)
    for index, term in enumerate(affinity.get(PREFERRED) or ()):
        place: Path = (*path, PREFERRED, index)
        yield from validate_weight(term, place)
        yield from validate_node_selector_term(
            term.get("preference") or {}, (*place, "preference"), strict=False
        )


def validate_weight(term: Object, path: Path) -> Errors:
    """Check how much a preferred term counts."""
    weight = term.get("weight", 0)
    if not 0 < weight <= _MOST_WEIGHT:
        yield invalid((*path, "weight"), weight, f"must be in the range 1-{_MOST_WEIGHT}")
