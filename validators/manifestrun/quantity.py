"""Amounts as Kubernetes writes them: `500m`, `128Mi`, `1e3`."""

import math
import re
from fractions import Fraction

_QUANTITY = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))(m|u|n|k|[KMGTPE]i?|[eE][+-]?\d+)?")
_POWERS = {"n": -9, "u": -6, "m": -3, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18}


def parse_quantity(value: object) -> Fraction:
    """Read an amount.

    Raises:
        ValueError: it is none.

    """
    found = _QUANTITY.fullmatch(str(value))
    if found is None:
        raise ValueError(f"`{value}` is no quantity")
    number, suffix = Fraction(found[1]), found[2] or ""
    if suffix.endswith("i"):
        return number * (1 << 10 * ("KMGTPE".index(suffix[0]) + 1))
    power = _POWERS.get(suffix, int(suffix[1:]) if len(suffix) > 1 else 0)
    return Fraction(number * Fraction(10) ** power)


def in_units(value: Fraction, divisor: object) -> str:
    """Return a whole number of divisors, rounded up, as `resourceFieldRef` gives it."""
    unit = parse_quantity(divisor or 1) or Fraction(1)
    return str(math.ceil(value / unit))
