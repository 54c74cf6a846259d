"""Checks of single values that the rules of many kinds share: formats, numbers and enumerations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from manifestcheck.field import FieldError, Path, invalid, not_supported, required
from manifestcheck.formats import NEGATIVE, Breaches, percent, port_name, port_number
from manifestcheck.quantity import Quantity, quantity

Object = dict[str, Any]
"""A decoded object of the API: known fields of the right types, nulls left out."""

Errors = Iterator[FieldError]

_HUGE_DIGITS = 10

NOT_POSITIVE = "must be greater than zero"
PROTOCOLS = ("SCTP", "TCP", "UDP")


def malformed(path: Path, value: object, breaches: Iterable[str]) -> Errors:
    """Yield an error for each breach of the value's format."""
    for breach in breaches:
        yield invalid(path, value, breach)


def required_text(obj: Object, key: str, path: Path, judge: Callable[[str], Breaches]) -> Errors:
    """Check a text that must be there and keep to a format."""
    value = obj.get(key)
    if value:
        yield from malformed((*path, key), value, judge(value))
    else:
        yield required((*path, key))


def optional_text(obj: Object, key: str, path: Path, judge: Callable[[str], Breaches]) -> Errors:
    """Check a text that must keep to a format unless it is empty or absent."""
    value = obj.get(key)
    if value:
        yield from malformed((*path, key), value, judge(value))


def present_text(obj: Object, key: str, path: Path, judge: Callable[[str], Breaches]) -> Errors:
    """Check a text that must keep to a format wherever it is given, be it empty."""
    value = obj.get(key)
    if value is not None:
        yield from malformed((*path, key), value, judge(value))


def not_negative(obj: Object, path: Path, *keys: str) -> Errors:
    """Check numbers that may not be below zero."""
    for key in keys:
        value = obj.get(key)
        if value is not None and value < 0:
            yield invalid((*path, key), value, NEGATIVE)


def one_of(obj: Object, key: str, path: Path, supported: tuple[str, ...]) -> Errors:
    """Check a value that, where it is given, must be among those that the server knows."""
    value = obj.get(key)
    if value is not None and value not in supported:
        yield not_supported((*path, key), value, supported)


def port_number_or_name(path: Path, value: int | str) -> Errors:
    """Check a port that is given by its number or by its name."""
    yield from malformed(path, value, port_name(value) if isinstance(value, str) else port_number(value))


def count_or_percent(path: Path, value: int | str) -> Errors:
    """Check a number that is not negative or a share such as `25%`."""
    if isinstance(value, str):
        yield from malformed(path, value, percent(value))
    elif value < 0:
        yield invalid(path, value, NEGATIVE)


def at_most_all(path: Path, value: int | str) -> Errors:
    """Check that a share is not more than the whole."""
    if isinstance(value, str) and not percent(value) and _share(value) > 100:  # noqa: PLR2004 - per cent
        yield invalid(path, value, "must not be greater than 100%")


def _share(text: str) -> int:
    """Return the number in a share, or a huge one: Python reads no number of thousands of digits."""
    digits = text[:-1].lstrip("0")
    return int(digits[:_HUGE_DIGITS] or "0")


def amount_of(value: int | str) -> int:
    """Return the number in a number or a share; 0 for a text that is neither."""
    if isinstance(value, str):
        return _share(value) if not percent(value) else 0
    return value


def not_negative_quantity(path: Path, amount: Quantity) -> Errors:
    """Check an amount that may not be below zero."""
    if amount.nanos < 0:
        yield invalid(path, amount.text, NEGATIVE)


def positive_quantity(path: Path, amount: Quantity) -> Errors:
    """Check an amount that must be above zero."""
    if amount.nanos <= 0:
        yield invalid(path, amount.text, NOT_POSITIVE)


def quantities(obj: Object, key: str) -> Iterator[tuple[str, Quantity]]:
    """Read the amounts of a list of resources such as `limits`."""
    for name, value in (obj.get(key) or {}).items():
        yield name, quantity(value)
