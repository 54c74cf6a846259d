"""What a plain YAML scalar means to Go (`resolve` of go-yaml v2, which the API server reads with)."""

from __future__ import annotations

import math
import re
from typing import Final

from manifestcheck.document.nodes import Atom

_WORDS: Final[dict[str, Atom]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE"), True),
    **dict.fromkeys(("n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE"), False),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), math.inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
}
SPECIAL: Final = frozenset("+-.~0123456789yYnNtTfFoO")
"""What anything but a string begins with."""

_NUMERIC: Final = frozenset("+-.0123456789")
_INTEGER: Final = re.compile(
    r"[-+]?(?:0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)", re.ASCII
)
_BASES: Final = {"x": 16, "o": 8, "b": 2}
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", re.ASCII)
_POINTED: Final = re.compile(r"\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+)?", re.ASCII)
_LONGEST: Final = 400
"""Digits; more is no number that Go can hold unless most of them are zeros."""


def resolve(text: str) -> Atom:
    """Return the meaning of a plain scalar; infinities and NaN stand for what Go cannot pass on."""
    if text in _WORDS:
        return _WORDS[text]
    first = text[0]
    if first not in _NUMERIC or len(text) > _LONGEST:
        return text
    if first == ".":
        return _float(text, text) if _POINTED.fullmatch(text) else text
    digits = text.replace("_", "")
    if _INTEGER.fullmatch(digits):
        number = _integer(digits)
        if -(1 << 63) <= number < 1 << 64:
            return number
    return _float(digits, text) if _FLOAT.fullmatch(digits) else text


def _integer(digits: str) -> int:
    sign = -1 if digits[0] == "-" else 1
    bare = digits.lstrip("+-").lower()
    if len(bare) > 1 and bare[0] == "0":
        base = _BASES.get(bare[1])
        return sign * (int(bare[2:], base) if base else int(bare, 8))
    return sign * int(bare)


def _float(digits: str, text: str) -> float | str:
    number = float(digits.replace("_", ""))
    return number if math.isfinite(number) else text
