"""Labels, annotations and the selectors that choose by labels."""

from __future__ import annotations

from manifestcheck.field import Path, forbidden, invalid, required, too_long
from manifestcheck.formats import label_value, qualified_name
from manifestcheck.rules.values import Errors, Object, malformed

_MOST_ANNOTATION_BYTES = 256 * 1024
_WITH_VALUES = ("In", "NotIn")
_WITHOUT_VALUES = ("Exists", "DoesNotExist")

Labels = dict[str, str]


def validate_labels(labels: Labels, path: Path) -> Errors:
    """Check the keys and the values of labels; the server blames the whole map."""
    for key, value in labels.items():
        yield from malformed(path, key, qualified_name(key))
        yield from malformed(path, value, label_value(value))


def validate_annotations(annotations: Labels, path: Path) -> Errors:
    """Check the keys of annotations, of which case is no matter, and their size in all."""
    for key in annotations:
        yield from malformed(path, key, qualified_name(key.lower()))
    size = sum(len(key.encode()) + len(value.encode()) for key, value in annotations.items())
    if size > _MOST_ANNOTATION_BYTES:
        yield too_long(path, _MOST_ANNOTATION_BYTES)


def validate_selector(selector: Object, path: Path) -> Errors:
    """Check a label selector."""
    yield from validate_labels(selector.get("matchLabels") or {}, (*path, "matchLabels"))
    for index, requirement in enumerate(selector.get("matchExpressions") or ()):
        yield from _validate_requirement(requirement, (*path, "matchExpressions", index))


def _validate_requirement(requirement: Object, path: Path) -> Errors:
    operator, values = requirement.get("operator", ""), requirement.get("values") or ()
    if operator in _WITH_VALUES:
        if not values:
            yield required((*path, "values"), "must be specified when `operator` is 'In' or 'NotIn'")
    elif operator in _WITHOUT_VALUES:
        if values:
            yield forbidden(
                (*path, "values"), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"
            )
    else:
        yield invalid((*path, "operator"), operator, "not a valid selector operator")
    key = requirement.get("key", "")
    yield from malformed((*path, "key"), key, qualified_name(key))
    for index, value in enumerate(values):
        yield from malformed((*path, "values", index), value, label_value(value))


def is_empty(selector: Object) -> bool:
    """Tell whether a selector demands nothing."""
    return not selector.get("matchLabels") and not selector.get("matchExpressions")


def is_usable(selector: Object) -> bool:
    """Tell whether the server can make a matcher of a selector: it has no error."""
    return next(validate_selector(selector, ()), None) is None


def matches(selector: Object | None, labels: Labels) -> bool:
    """Tell whether labels meet a selector; the absent selector matches nothing, the empty one everything."""
    if selector is None:
        return False
    wanted: Labels = selector.get("matchLabels") or {}
    return all(labels.get(key) == value for key, value in wanted.items()) and all(
        _meets(requirement, labels) for requirement in selector.get("matchExpressions") or ()
    )


def _meets(requirement: Object, labels: Labels) -> bool:
    value = labels.get(requirement.get("key", ""))
    values = requirement.get("values") or ()
    match requirement.get("operator"):
        case "In":
            return value in values
        case "NotIn":
            return value not in values
        case "Exists":
            return value is not None
        case _:
            return value is None
