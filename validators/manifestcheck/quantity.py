"""Quantities of resources such as `500m` and `1.5Gi`, read and written as the API server does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

MALFORMED = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
UNKNOWN_SUFFIX = "unable to parse quantity's suffix"

NANO = 10**9
MILLI = 10**6
"""Nanos in one thousandth."""

_parts = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?([eEinumkKMGTP]*[+-]?[0-9]*)").fullmatch
_exponent = re.compile(r"[eE]([+-]?[0-9]+)").fullmatch

_DECIMAL = {"n": -9, "u": -6, "m": -3, "": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18}
_DECIMAL_SUFFIX = {exponent: suffix for suffix, exponent in _DECIMAL.items()}
_BINARY = {"Ki": 10, "Mi": 20, "Gi": 30, "Ti": 40, "Pi": 50, "Ei": 60}
_BINARY_SUFFIX = {exponent: suffix for suffix, exponent in _BINARY.items()}
_KIBI = 1024
_MOST_BINARY = (2**63 - 1) * NANO
# Beyond these an amount is merely huge or tiny, and the power of ten would not fit into memory.
_MOST_EXPONENT = 400
_MOST_DIGITS = 400
_NANO_EXPONENT = -9
# Go keeps a text as it is written while an int64 can hold the number, and writes it anew otherwise.
_INT64_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount of a resource."""

    nanos: int
    """Billionths, rounded away from zero as the server does."""
    text: str
    """As the server shows it in a message: the author's own text where it kept that."""
    binary: bool
    """Written with a suffix of powers of two."""

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
    whole = whole.lstrip("0")
    power = _BINARY.get(suffix, 0)
    exponent = (0 if power else _decimal_exponent(suffix)) - len(fraction)
    nanos = _scaled(whole, fraction, exponent + len(fraction) + 9) << power
    length = len(whole or "0") + len(fraction)
    if power:
        nanos = min(nanos, _MOST_BINARY)
        kept = not fraction and length + power * 3 // 10 < _INT64_DIGITS - 3
    else:
        kept = length <= _INT64_DIGITS and exponent >= _NANO_EXPONENT
    binary = power > 0 and not 0 < nanos < NANO
    return _made(-nanos if sign == "-" else nanos, text if kept else "", binary=binary)


def rounded_to_milli(amount: Quantity) -> Quantity:
    """Return the amount rounded away from zero to thousandths, as defaulting does in lists of resources."""
    if amount.nanos % MILLI == 0:
        return amount
    size = -(-abs(amount.nanos) // MILLI) * MILLI
    return _made(-size if amount.nanos < 0 else size, "", binary=amount.binary)


def total(amounts: list[Quantity]) -> Quantity:
    """Add up amounts; the sum is written in the manner of the first one that is not zero."""
    binary = next((one.binary for one in amounts if one.nanos), False)
    return _made(sum(one.nanos for one in amounts), "", binary=binary)


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


def _made(nanos: int, text: str, *, binary: bool) -> Quantity:
    return Quantity(nanos, text or _canonical(nanos, binary=binary), binary)


def _canonical(nanos: int, *, binary: bool) -> str:
    """Write an amount with the largest suffix that leaves a whole number."""
    if not nanos:
        return "0"
    if binary and nanos % NANO == 0 and abs(nanos) >= _KIBI * NANO:
        return _with_binary_suffix(nanos // NANO)
    exponent = _NANO_EXPONENT
    while nanos % 1000 == 0 and exponent < max(_DECIMAL_SUFFIX):
        nanos, exponent = nanos // 1000, exponent + 3
    return f"{nanos}{_DECIMAL_SUFFIX[exponent]}"


def _with_binary_suffix(number: int) -> str:
    exponent = 0
    while number % _KIBI == 0 and exponent < max(_BINARY_SUFFIX):
        number, exponent = number // _KIBI, exponent + 10
    return f"{number}{_BINARY_SUFFIX.get(exponent, '')}"
