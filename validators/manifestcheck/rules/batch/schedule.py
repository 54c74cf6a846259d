"""Schedules in the syntax of cron, as the library of the API server reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_DESCRIPTORS = frozenset({"@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"})
_EVERY = "@every "
_ENDS = 2
_STARS = frozenset({"*", "?"})
_is_number = re.compile(r"[+-]?[0-9]+").fullmatch
_is_duration = re.compile(r"[+-]?(0|([0-9]+\.?[0-9]*|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+").fullmatch


class ScheduleError(ValueError):
    """A text that is no schedule, with the library's sentence."""


@dataclass(frozen=True, slots=True)
class _Field:
    """One of the five parts of a schedule: its bounds and the names of its numbers."""

    least: int
    most: int
    names: dict[str, int]


_FIELDS = (
    _Field(0, 59, {}),
    _Field(0, 23, {}),
    _Field(1, 31, {}),
    _Field(1, 12, {name: number for number, name in enumerate(_MONTHS, 1)}),
    _Field(0, 6, {name: number for number, name in enumerate(_DAYS)}),
)


def parse(schedule: str) -> None:
    """Read a schedule; raise ScheduleError for what is none. A time zone before it is skipped."""
    if schedule.startswith(("TZ=", "CRON_TZ=")):
        schedule = schedule.partition(" ")[2].strip()
    if schedule.startswith("@"):
        _parse_descriptor(schedule)
        return
    parts = schedule.split()
    if len(parts) != len(_FIELDS):
        listed = " ".join(parts)
        raise ScheduleError(f"expected exactly {len(_FIELDS)} fields, found {len(parts)}: [{listed}]")
    for part, field in zip(parts, _FIELDS, strict=True):
        for expression in part.split(","):
            if expression:
                _parse_range(expression, field)


def _parse_descriptor(schedule: str) -> None:
    if schedule in _DESCRIPTORS:
        return
    if not schedule.startswith(_EVERY):
        raise ScheduleError(f"unrecognized descriptor: {schedule}")
    duration = schedule.removeprefix(_EVERY)
    if not _is_duration(duration):
        fault = f'time: invalid duration "{duration}"'
        raise ScheduleError(f"failed to parse duration {schedule}: {fault}")


def _parse_range(expression: str, field: _Field) -> None:
    span, *steps = expression.split("/")
    low, high = _ends(span, expression, field)
    if len(steps) >= _ENDS:
        raise ScheduleError(f"too many slashes: {expression}")
    step = _number(steps[0]) if steps else 1
    if steps and "-" not in span:
        high = field.most
    if low < field.least:
        raise ScheduleError(f"beginning of range ({low}) below minimum ({field.least}): {expression}")
    if high > field.most:
        raise ScheduleError(f"end of range ({high}) above maximum ({field.most}): {expression}")
    if low > high:
        raise ScheduleError(f"beginning of range ({low}) beyond end of range ({high}): {expression}")
    if step == 0:
        raise ScheduleError(f"step of range should be a positive number: {expression}")


def _ends(span: str, expression: str, field: _Field) -> tuple[int, int]:
    """Return the first and the last number of a span such as `1-5`, both inclusive."""
    ends = span.split("-")
    if ends[0] in _STARS:
        return field.least, field.most
    low = _named_number(ends[0], field)
    if len(ends) > _ENDS:
        raise ScheduleError(f"too many hyphens: {expression}")
    return low, _named_number(ends[1], field) if len(ends) == _ENDS else low


def _named_number(text: str, field: _Field) -> int:
    named = field.names.get(text.lower())
    return _number(text) if named is None else named


def _number(text: str) -> int:
    if not _is_number(text):
        fault = f'strconv.Atoi: parsing "{text}": invalid syntax'
        raise ScheduleError(f"failed to parse int from {text}: {fault}")
    number = int(text[:20])
    if number < 0:
        raise ScheduleError(f"negative number ({number}) not allowed: {text}")
    return number
