"""Numbers as Go's `encoding/json` writes them."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

_PLAIN_FROM: Final = 1e-6
_PLAIN_BELOW: Final = 1e21


def json_number(value: float) -> str:
    """Return the shortest text that gives the number again: `0.1`, `30`, `1e+21`."""
    if isinstance(value, int):
        return str(value)
    shortest = repr(float(value))
    if value == 0 or _PLAIN_FROM <= abs(value) < _PLAIN_BELOW:
        return format(Decimal(shortest), "f").removesuffix(".0")
    return shortest.replace(".0e", "e").replace("e-0", "e-")
