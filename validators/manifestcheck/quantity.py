"""Quantities of resources such as `500m` and `1.5Gi`, read and written as the API server does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

MALFORMED = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
UNKNOWN_SUFFIX = "unable to parse quantity's suffix"

NANO = 10**9
MILLI = 10**6
"""Nanos in one thousandth."""

_parts = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?([eEinumkKMGTP]*[+-]?[0-9]*)").fullmatch
_exponent = re.compile(r"[eE]([+-]?[0-9]+)").fullmatch

_DECIMAL = {"n": -9, "u": -6, "m": -3, "": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18}
# By the power of a thousand, counted from billionths.
_DECIMAL_SUFFIX = dict(enumerate(_DECIMAL))
_BINARY = {"Ki": 10, "Mi": 20, "Gi": 30, "Ti": 40, "Pi": 50, "Ei": 60}
_BINARY_SUFFIX = dict(enumerate(("", *_BINARY)))
_KIBI = 1024
_MOST_BINARY = (2**63 - 1) * NANO
# Beyond these an amount is merely huge or tiny, and the power of ten would not fit into memory.
_MOST_EXPONENT = 400
_MOST_DIGITS = 400
_EXPONENT_SUFFIX = {
    power: f"e{3 * power - 9}" if power != 3 else ""  # noqa: PLR2004 - ones are thousand³ billionths
    for power in range((_MOST_EXPONENT + _MOST_DIGITS) // 3)
}


class Style(Enum):
    """How an amount is written, which the server keeps."""

    DECIMAL = auto()
    EXPONENT = auto()
    BINARY = auto()


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount of a resource."""

    nanos: int
    """Billionths, rounded away from zero as the server does."""
    style: Style

    @property
    def text(self) -> str:
        """Write it as the server shows it: with the largest suffix that leaves a whole number."""
        if not self.nanos:
            return "0"
        if self.style is Style.BINARY and self.nanos % NANO == 0 and abs(self.nanos) >= _KIBI * NANO:
            return _in_powers(self.nanos // NANO, _KIBI, _BINARY_SUFFIX)
        if self.style is not Style.EXPONENT:
            return _in_powers(self.nanos, 1000, _DECIMAL_SUFFIX)
        return _in_powers(self.nanos, 1000, _EXPONENT_SUFFIX)

    @property
    def is_integer(self) -> bool:
        """Tell whether it is a whole number, by thousandths, which is as far as the server looks."""
        return -(-self.nanos // MILLI) % 1000 == 0


class QuantityError(ValueError):
    """A text that is no quantity, with the server's sentence."""


@lru_cache(maxsize=4096)
def quantity(value: str | float) -> Quantity:
    """Read a quantity from a text or a number; raise QuantityError for what is none."""
    text = value.strip(" \t\n\r\v\f") if isinstance(value, str) else _number(value)
    match = _parts(text)
    if not text or not match:
        raise QuantityError(MALFORMED)
    sign, whole, fraction, suffix = match.groups("")
    power = _BINARY.get(suffix, 0)
    exponent = 0 if power else _decimal_exponent(suffix)
    nanos = _scaled(whole.lstrip("0"), fraction, exponent + 9) << power
    style = Style.DECIMAL if suffix in _DECIMAL else Style.EXPONENT
    if power:
        nanos = min(nanos, _MOST_BINARY)
        style = Style.DECIMAL if 0 < nanos < NANO else Style.BINARY
    return Quantity(-nanos if sign == "-" else nanos, style)


def rounded_to_milli(amount: Quantity) -> Quantity:
    """Return the amount rounded away from zero to thousandths, as defaulting does in lists of resources."""
    if amount.nanos % MILLI == 0:
        return amount
    size = -(-abs(amount.nanos) // MILLI) * MILLI
    return Quantity(-size if amount.nanos < 0 else size, amount.style)


def total(amounts: list[Quantity]) -> Quantity:
    """Add up amounts; the sum is written in the manner of the first one that is not zero."""
    style = next((one.style for one in amounts if one.nanos), Style.DECIMAL)
    return Quantity(sum(one.nanos for one in amounts), style)


def _number(value: float) -> str:
    """Return a number as JSON has it in Go: whole floats without a fraction."""
    if value == value // 1 and abs(value) < 1e21:  # noqa: PLR2004 - Go's limit
        return str(int(value))
    return str(value)


def _decimal_exponent(suffix: str) -> int:
    if suffix in _DECIMAL:
        return _DECIMAL[suffix]
    match = _exponent(suffix)
    if not match:
        raise QuantityError(UNKNOWN_SUFFIX)
    digits = match[1]
    size = int(digits.lstrip("+-")[-_MOST_DIGITS:])
    size = min(size, _MOST_EXPONENT)
    return -size if digits.startswith("-") else size


def _scaled(whole: str, fraction: str, exponent: int) -> int:
    """Return `whole.fraction` times ten to the power of `exponent`, rounded up."""
    fraction = fraction[:_MOST_DIGITS]
    number = int(whole[:_MOST_DIGITS] + fraction or "0")
    exponent -= len(fraction)
    factor: int = 10 ** abs(exponent)
    return number * factor if exponent >= 0 else -(-number // factor)


def _in_powers(number: int, base: int, suffixes: dict[int, str]) -> str:
    """Write a number as a whole multiple of a power of `base`: the largest that a suffix stands for."""
    power = 0
    while number % base == 0 and power + 1 in suffixes:
        number, power = number // base, power + 1
    return f"{number}{suffixes[power]}"
