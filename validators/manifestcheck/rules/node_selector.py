"""Selectors of nodes by their labels and their names."""

from __future__ import annotations

from manifestcheck.field import Path, forbidden, invalid, required
from manifestcheck.formats import dns_subdomain, label_value, qualified_name
from manifestcheck.rules.values import Errors, Object, malformed

_NO_OPERATOR = "not a valid selector operator"


def validate_node_selector(selector: Object, path: Path, *, strict: bool = True) -> Errors:
    """Check a selector of nodes, which is met if one of its terms is; `strict` looks at the values, too."""
    terms = selector.get("nodeSelectorTerms") or ()
    if not terms:
        yield required((*path, "nodeSelectorTerms"), "must have at least one node selector term")
    for index, term in enumerate(terms):
        yield from validate_node_selector_term(term, (*path, "nodeSelectorTerms", index), strict=strict)


def validate_node_selector_term(term: Object, path: Path, *, strict: bool) -> Errors:
    """Check one term."""
    for index, requirement in enumerate(term.get("matchExpressions") or ()):
        yield from _validate_expression(requirement, (*path, "matchExpressions", index), strict=strict)
    for index, requirement in enumerate(term.get("matchFields") or ()):
        yield from _validate_field(requirement, (*path, "matchFields", index))


def _validate_expression(requirement: Object, path: Path, *, strict: bool) -> Errors:
    operator, values = requirement.get("operator", ""), requirement.get("values") or ()
    match operator:
        case "In" | "NotIn":
            if not values:
                yield required((*path, "values"), "must be specified when `operator` is 'In' or 'NotIn'")
        case "Exists" | "DoesNotExist":
            if values:
                why = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"
                yield forbidden((*path, "values"), why)
        case "Gt" | "Lt":
            if len(values) != 1:
                why = "must be specified single value when `operator` is 'Lt' or 'Gt'"
                yield required((*path, "values"), why)
        case _:
            yield invalid((*path, "operator"), operator, _NO_OPERATOR)
    key = requirement.get("key", "")
    yield from malformed((*path, "key"), key, qualified_name(key))
    for index, value in enumerate(values if strict else ()):
        yield from malformed((*path, "values", index), value, label_value(value))


def _validate_field(requirement: Object, path: Path) -> Errors:
    operator, values = requirement.get("operator", ""), requirement.get("values") or ()
    if operator not in {"In", "NotIn"}:
        yield invalid((*path, "operator"), operator, _NO_OPERATOR)
    elif len(values) != 1:
        why = "must be only one value when `operator` is 'In' or 'NotIn' for node field selector"
        yield required((*path, "values"), why)
    key = requirement.get("key", "")
    if key != "metadata.name":
        yield invalid((*path, "key"), key, "not a valid field selector key")
        return
    for index, value in enumerate(values):
        yield from malformed((*path, "values", index), value, dns_subdomain(value))
