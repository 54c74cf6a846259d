"""The types of the API, each of which turns a node into the value that the server's Go code would hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Protocol

from manifestcheck.document import Mapping, Node, Scalar, Sequence
from manifestcheck.document.nodes import JsonFloat
from manifestcheck.document.number import json_number
from manifestcheck.field import Key, Path
from manifestcheck.quantity import MALFORMED, QuantityError, quantity
from manifestcheck.schema.encoded import base64_fault, is_time
from manifestcheck.schema.fault import Fault, Reason

MISSING: Final = object()
"""Stands for a value that could not be decoded."""

Faults = list[Fault]


class Type(Protocol):
    """What a field may hold."""

    def decode(self, node: Node, path: Path, faults: Faults) -> Any:  # noqa: ANN401  # any value of a document
        """Return the value, MISSING after a fault was added; null is the zero value."""

    def zero(self) -> Any:  # noqa: ANN401  # as above
        """Return Go's zero value, which stands for null in lists and maps."""


def wrong(node: Node, path: Path, faults: Faults) -> object:
    """Note that a value has the wrong type; what type is wanted follows from the path."""
    faults.append(Fault(reason=Reason.WRONG_TYPE, path=path, message=described(node)))
    return MISSING


def bad_text(path: Path, faults: Faults, message: str) -> object:
    """Note that a text does not say what it should."""
    faults.append(Fault(reason=Reason.BAD_TEXT, path=path, message=message))
    return MISSING


def described(node: Node) -> str:
    """Return what Go calls the JSON value: `string`, `number 80.5`, `array`, …."""
    if isinstance(node, Mapping):
        return "object"
    if isinstance(node, Sequence):
        return "array"
    if isinstance(node.value, bool):
        return "bool"
    if isinstance(node.value, int | float):
        return f"number {json_number(node.value)}"
    return "string"


class _Text:
    """A string."""

    __slots__ = ()

    def decode(self, node: Node, path: Path, faults: Faults) -> object:
        value = node.value if isinstance(node, Scalar) else MISSING
        if value.__class__ is str:
            return value
        return "" if value is None else wrong(node, path, faults)

    def zero(self) -> str:
        return ""


class _Boolean:
    """True or false."""

    __slots__ = ()

    def decode(self, node: Node, path: Path, faults: Faults) -> object:
        value = node.value if isinstance(node, Scalar) else MISSING
        if value.__class__ is bool:
            return value
        return False if value is None else wrong(node, path, faults)

    def zero(self) -> bool:
        return False


class _Integer:
    """A whole number of so many bits; YAML may write it as a float, JSON may not."""

    __slots__ = ("_least", "_most")

    def __init__(self, bits: int) -> None:
        self._least = -(1 << bits - 1)
        self._most = (1 << bits - 1) - 1

    def decode(self, node: Node, path: Path, faults: Faults) -> object:
        value = node.value if isinstance(node, Scalar) else MISSING
        if isinstance(value, float) and not isinstance(value, JsonFloat) and value.is_integer():
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool) and self._least <= value <= self._most:
            return value
        return 0 if value is None else wrong(node, path, faults)

    def zero(self) -> int:
        return 0


class _Double:
    """Any number."""

    __slots__ = ()

    def decode(self, node: Node, path: Path, faults: Faults) -> object:
        value = node.value if isinstance(node, Scalar) else MISSING
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value
        return 0.0 if value is None else wrong(node, path, faults)

    def zero(self) -> float:
        return 0.0


class _Quantity:
    """An amount of a resource, kept as the text that was written."""

    __slots__ = ()

    def decode(self, node: Node, path: Path, faults: Faults) -> object:
        value = node.value if isinstance(node, Scalar) else True
        if value is None:
            return "0"
        if isinstance(value, bool):
            return bad_text(path, faults, MALFORMED)
        text = value if isinstance(value, str) else json_number(value)
        try:
            quantity(text)
        except QuantityError as error:
            return bad_text(path, faults, str(error))
        return text

    def zero(self) -> str:
        return "0"


class _IntOrString:
    """A number of 32 bits or a string, for a port or a share."""

    __slots__ = ()

    def decode(self, node: Node, path: Path, faults: Faults) -> object:
        if isinstance(node, Scalar) and isinstance(node.value, str):
            return node.value
        return _INT32.decode(node, path, faults)

    def zero(self) -> int:
        return 0


class _Encoded:
    """A string that stands for something else and is kept as it is."""

    __slots__ = ("_problem",)

    def __init__(self, problem: Callable[[str], str | None]) -> None:
        self._problem = problem

    def decode(self, node: Node, path: Path, faults: Faults) -> object:
        value = node.value if isinstance(node, Scalar) else MISSING
        if not isinstance(value, str):
            return "" if value is None else wrong(node, path, faults)
        problem = self._problem(value)
        return value if problem is None else bad_text(path, faults, problem)

    def zero(self) -> str:
        return ""


class _Anything:
    """Any JSON."""

    __slots__ = ()

    def decode(self, node: Node, path: Path, faults: Faults) -> object:  # noqa: ARG002  # it cannot fail
        return plain(node)

    def zero(self) -> None:
        return None


class ListOf:
    """A list of values of one type."""

    __slots__ = ("item",)

    def __init__(self, item: Type) -> None:
        self.item = item

    def decode(self, node: Node, path: Path, faults: Faults) -> object:
        """Return a list; what could not be decoded keeps its place, so that indices are those of the text."""
        if not isinstance(node, Sequence):
            return [] if node.__class__ is Scalar and node.value is None else wrong(node, path, faults)
        decode = self.item.decode
        values = [decode(child, (*path, index), faults) for index, child in enumerate(node.items)]
        return [self.item.zero() if value is MISSING else value for value in values]

    def zero(self) -> list[Any]:
        """Return an empty list."""
        return []


class MapOf:
    """Values of one type by key."""

    __slots__ = ("item",)

    def __init__(self, item: Type) -> None:
        self.item = item

    def decode(self, node: Node, path: Path, faults: Faults) -> object:
        """Return a dict; what could not be decoded keeps its key."""
        if not isinstance(node, Mapping):
            return {} if node.__class__ is Scalar and node.value is None else wrong(node, path, faults)
        values = {}
        for key, child in node.entries.items():
            value = self.item.decode(child, (*path, Key(key)), faults)
            values[key] = self.item.zero() if value is MISSING else value
        return values

    def zero(self) -> dict[str, Any]:
        """Return an empty dict."""
        return {}


def plain(node: Node) -> Any:  # noqa: ANN401  # any JSON
    """Return the node as lists, dicts and atoms."""
    if isinstance(node, Mapping):
        return {key: plain(child) for key, child in node.entries.items()}
    return [plain(child) for child in node.items] if isinstance(node, Sequence) else node.value


def _base64_problem(text: str) -> str | None:
    fault = base64_fault(text)
    return None if fault is None else f"illegal base64 data at input byte {fault}"


def _time_problem(text: str) -> str | None:
    return None if is_time(text) else f'parsing time "{text}" as "2006-01-02T15:04:05Z07:00"'


def _micro_time_problem(text: str) -> str | None:
    good = is_time(text, micro=True)
    return None if good else f'parsing time "{text}" as "2006-01-02T15:04:05.000000Z07:00"'


_INT32: Final = _Integer(32)

ATOMS: Final[dict[str, Type]] = {
    "s": _Text(),
    "b": _Boolean(),
    "i": _INT32,
    "l": _Integer(64),
    "d": _Double(),
    "q": _Quantity(),
    "x": _IntOrString(),
    "t": _Encoded(_time_problem),
    "u": _Encoded(_micro_time_problem),
    "y": _Encoded(_base64_problem),
    "*": _Anything(),
}
"""By the letter of `convert`."""
