"""The success policy of an indexed Job: which indexes are enough."""

from __future__ import annotations

from manifestcheck.field import Path, invalid, required, too_long, too_many
from manifestcheck.formats import longer
from manifestcheck.rules.values import Errors, Object, not_negative

_MOST_RULES = 20
_MOST_INDEX_BYTES = 64 * 1024
_PARTS = 2


class _IndexError(ValueError):
    """A text that is no list of indexes, with the server's sentence."""


def validate_success_policy(spec: Object, path: Path) -> Errors:
    """Check the success policy of a Job."""
    rules: list[Object] = spec["successPolicy"].get("rules") or []
    if spec.get("completionMode") != "Indexed":
        yield invalid(path, {"Rules": rules}, "requires indexed completion mode")
        return
    if not rules:
        yield required(
            (*path, "rules"), "at least one rules must be specified when the successPolicy is specified"
        )
    if len(rules) > _MOST_RULES:
        yield too_many((*path, "rules"), len(rules), _MOST_RULES)
    for index, rule in enumerate(rules):
        yield from _validate_rule(rule, spec.get("completions") or 0, (*path, "rules", index))


def _validate_rule(rule: Object, completions: int, path: Path) -> Errors:
    count, indexes = rule.get("succeededCount"), rule.get("succeededIndexes")
    if count is None and indexes is None:
        yield required(path, "at least one of succeededCount or succeededIndexes must be specified")
    total, place = 0, (*path, "succeededIndexes")
    if indexes is not None:
        if longer(indexes, _MOST_INDEX_BYTES):
            yield too_long(place, _MOST_INDEX_BYTES)
        try:
            total = _count(indexes, completions)
        except _IndexError as error:
            yield invalid(place, indexes, f"error parsing succeededIndexes: {error}")
    if count is not None:
        yield from _validate_count(rule, completions, total, path)


def _validate_count(rule: Object, completions: int, total: int, path: Path) -> Errors:
    yield from not_negative(rule, path, "succeededCount")
    count, place, most = rule["succeededCount"], (*path, "succeededCount"), "must be less than or equal to"
    if count > completions:
        yield invalid(place, count, f"{most} {completions} (the number of specified completions)")
    if rule.get("succeededIndexes") is not None and count > total:
        why = f"{most} {total} (the number of indexes in the specified succeededIndexes field)"
        yield invalid(place, count, why)


def _count(indexes: str, completions: int) -> int:
    """Return how many indexes a text such as `0-2,5` names."""
    total, last = 0, -1
    for interval in indexes.split(",") if indexes else ():
        first, end = _interval(interval, completions)
        if last >= first:
            raise _IndexError(_not_increasing(last, first))
        total, last = total + end - first + 1, end
    return total


def _interval(text: str, completions: int) -> tuple[int, int]:
    parts = text.split("-")
    if len(parts) > _PARTS:
        raise _IndexError(
            f'the fragment "{text}" violates the requirement that an index interval can have at most '
            "two parts separated by '-'"
        )
    limits = [_index(part, completions) for part in parts]
    if len(limits) == _PARTS and limits[0] >= limits[1]:
        raise _IndexError(_not_increasing(*limits))
    return limits[0], limits[-1]


def _index(text: str, completions: int) -> int:
    if not (text.isascii() and text.isdigit()):
        raise _IndexError(f'cannot convert string to integer for index: "{text}"')
    if len(text.lstrip("0")) > len(str(completions)) or int(text) >= completions:
        raise _IndexError(f'too large index: "{text}"')
    return int(text)


def _not_increasing(previous: int, current: int) -> str:
    return f"non-increasing order, previous: {previous}, current: {current}"
