"""The API of one Kubernetes version: which kinds it serves and what their objects are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from manifestcheck.schema.struct import Struct
from manifestcheck.schema.types import ATOMS, ListOf, MapOf, Type
from manifestcheck.version import Version

_OLD_BETAS: Final = frozenset(
    (
        "autoscaling/v2beta2",
        "batch/v1beta1",
        "discovery.k8s.io/v1beta1",
        "events.k8s.io/v1beta1",
        "flowcontrol.apiserver.k8s.io/v1beta1",
        "flowcontrol.apiserver.k8s.io/v1beta2",
        "flowcontrol.apiserver.k8s.io/v1beta3",
        "node.k8s.io/v1beta1",
        "policy/v1beta1",
    )
)
"""Betas from before 1.24; later ones are off unless the cluster turns them on."""


class Api:
    """What a server of this version knows."""

    def __init__(self, version: Version, data: dict[str, Any]) -> None:
        self.version = version
        self._kinds: dict[tuple[str, str], str] = {
            (api_version, kind): name
            for key, name in data["kinds"].items()
            for api_version, _, kind in [key.partition(" ")]
        }
        self._codes: dict[str, dict[str, str]] = data["types"]
        self._types: dict[str, Type] = dict(ATOMS)

    def kind(self, api_version: str, kind: str) -> Struct | None:
        """Return the type of a kind that is served, on request or by default."""
        name = self._kinds.get((api_version, kind))
        if name is None:
            return None
        found = self.type(name)
        return found if isinstance(found, Struct) else None

    def kinds(self) -> Iterator[tuple[str, str]]:
        """Yield all pairs of apiVersion and kind."""
        yield from self._kinds

    def fields(self, name: str) -> dict[str, str]:
        """Return the fields of a type and their types in the notation of `convert`."""
        return self._codes.get(name, {})

    def type(self, code: str) -> Type:
        """Return the type that a text in the notation of `convert` names."""
        found = self._types.get(code)
        if found is None:
            found = self._types[code] = self._make(code)
        return found

    def _make(self, code: str) -> Type:
        if code[0] == "[":
            return ListOf(self.type(code[1:]))
        if code[0] == "{":
            return MapOf(self.type(code[1:]))
        fields = self._codes.get(code)
        return ATOMS["*"] if fields is None else Struct(code, fields, self.type)


def on_by_default(api_version: str, kind: str) -> bool:
    """Whether a server that knows this API serves it without being asked to."""
    version = api_version.rpartition("/")[2]
    if "alpha" in version:
        return False
    if "beta" not in version:
        return True
    return api_version in _OLD_BETAS or (api_version, kind) == (
        "storage.k8s.io/v1beta1",
        "CSIStorageCapacity",
    )
