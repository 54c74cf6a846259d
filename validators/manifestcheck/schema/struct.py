"""The objects of the API: fields with names, of which no other is allowed."""

from __future__ import annotations

from collections.abc import Callable

from manifestcheck.document import Mapping, Node, Scalar
from manifestcheck.field import Path, written
from manifestcheck.schema.fault import Fault, Reason
from manifestcheck.schema.types import ATOMS, MISSING, Faults, Type, wrong

_TEXT = ATOMS["s"]


class Struct:
    """An object; the types of its fields are looked up when the first one is decoded."""

    __slots__ = ("_fields", "_find", "codes", "name")

    def __init__(self, name: str, codes: dict[str, str], find: Callable[[str], Type]) -> None:
        self.name = name
        """As in `convert`: `core.v1.PodSpec`."""
        self.codes = codes
        """The fields' types in the notation of `convert`."""
        self._find = find
        self._fields: dict[str, Type] | None = None

    @property
    def fields(self) -> dict[str, Type]:
        """The types by name of the field."""
        if self._fields is None:
            self._fields = {name: self._find(code) for name, code in self.codes.items()}
        return self._fields

    def decode(self, node: Node, path: Path, faults: Faults) -> object:
        """Return the known fields that are not null and could be decoded."""
        if not isinstance(node, Mapping):
            return {} if node.__class__ is Scalar and node.value is None else wrong(node, path, faults)
        fields = self._fields or self.fields
        values: dict[str, object] = {}
        for name, child in node.entries.items():
            of = fields.get(name)
            if of is None:
                faults.append(_unknown((*path, name)))
                continue
            if child.__class__ is Scalar:
                # Most of a document is strings; null is as good as not there.
                if of is _TEXT and child.value.__class__ is str:
                    values[name] = child.value
                    continue
                if child.value is None:
                    continue
            value = of.decode(child, (*path, name), faults)
            if value is not MISSING:
                values[name] = value
        return values

    def zero(self) -> dict[str, object]:
        """Return an object without fields."""
        return {}


def _unknown(path: Path) -> Fault:
    return Fault(reason=Reason.UNKNOWN_FIELD, path=path, message=f'unknown field "{written(path)}"')
