"""Which nodes a pod wants or must have."""

from __future__ import annotations

from manifestcheck.field import Path, forbidden, invalid, required
from manifestcheck.formats import dns_subdomain, label_value, qualified_name
from manifestcheck.rules.values import Errors, Object, malformed
from manifestcheck.version import Version

STRICT_VALUES_FROM = Version(1, 31)
"""The version that refuses a value in a required term that no label can have."""

REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"

_MOST_WEIGHT = 100
_WITH_VALUES = ("In", "NotIn")
_WITHOUT_VALUES = ("Exists", "DoesNotExist")
_WITH_ONE_VALUE = ("Gt", "Lt")
_NOT_AN_OPERATOR = "not a valid selector operator"


def validate_node_affinity(affinity: Object, path: Path, version: Version) -> Errors:
    """Check required and preferred nodes."""
    if REQUIRED in affinity:
        strict = version >= STRICT_VALUES_FROM
        yield from validate_node_selector(affinity[REQUIRED], (*path, REQUIRED), strict=strict)
    for index, term in enumerate(affinity.get(PREFERRED) or ()):
        place: Path = (*path, PREFERRED, index)
        yield from validate_weight(term, place)
        yield from _validate_term(term.get("preference") or {}, (*place, "preference"), strict=False)


def validate_weight(term: Object, path: Path) -> Errors:
    """Check how much a preferred term counts."""
    weight = term.get("weight", 0)
    if not 0 < weight <= _MOST_WEIGHT:
        yield invalid((*path, "weight"), weight, f"must be in the range 1-{_MOST_WEIGHT}")


def validate_node_selector(selector: Object, path: Path, *, strict: bool) -> Errors:
    """Check terms of which one must be met; `strict` also looks at the values."""
    terms = selector.get("nodeSelectorTerms") or ()
    if not terms:
        yield required((*path, "nodeSelectorTerms"), "must have at least one node selector term")
    for index, term in enumerate(terms):
        yield from _validate_term(term, (*path, "nodeSelectorTerms", index), strict=strict)


def _validate_term(term: Object, path: Path, *, strict: bool) -> Errors:
    for index, requirement in enumerate(term.get("matchExpressions") or ()):
        yield from _validate_expression(requirement, (*path, "matchExpressions", index), strict=strict)
    for index, requirement in enumerate(term.get("matchFields") or ()):
        yield from _validate_field(requirement, (*path, "matchFields", index))


def _validate_expression(requirement: Object, path: Path, *, strict: bool) -> Errors:
    key, values = requirement.get("key", ""), requirement.get("values") or ()
    yield from _validate_count(requirement.get("operator", ""), len(values), path)
    yield from malformed((*path, "key"), key, qualified_name(key))
    if strict:
        for index, value in enumerate(values):
            yield from malformed((*path, "values", index), value, label_value(value))


def _validate_count(operator: str, count: int, path: Path) -> Errors:
    place: Path = (*path, "values")
    if operator in _WITH_VALUES:
        if not count:
            yield required(place, "must be specified when `operator` is 'In' or 'NotIn'")
    elif operator in _WITHOUT_VALUES:
        if count:
            yield forbidden(place, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")
    elif operator in _WITH_ONE_VALUE:
        if count != 1:
            yield required(place, "must be specified single value when `operator` is 'Lt' or 'Gt'")
    else:
        yield invalid((*path, "operator"), operator, _NOT_AN_OPERATOR)


def _validate_field(requirement: Object, path: Path) -> Errors:
    operator, values = requirement.get("operator", ""), requirement.get("values") or ()
    if operator not in _WITH_VALUES:
        yield invalid((*path, "operator"), operator, _NOT_AN_OPERATOR)
    elif len(values) != 1:
        why = "must be only one value when `operator` is 'In' or 'NotIn' for node field selector"
        yield required((*path, "values"), why)
    key = requirement.get("key", "")
    if key != "metadata.name":
        yield invalid((*path, "key"), key, "not a valid field selector key")
        return
    for index, value in enumerate(values):
        yield from malformed((*path, "values", index), value, dns_subdomain(value))
