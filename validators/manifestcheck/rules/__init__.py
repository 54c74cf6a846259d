"""The API server's rules in code: what it says of an object that has the right shape."""

from __future__ import annotations

from manifestcheck.rules.kinds import KINDS
from manifestcheck.rules.objectmeta import validate_metadata
from manifestcheck.rules.values import Errors, Object
from manifestcheck.version import Version

__all__ = ["KINDS", "validate"]


def validate(kind_key: tuple[str, str], obj: Object, version: Version) -> Errors:
    """Yield what the server would say of an object of the kind (apiVersion, kind); defaults the object first.

    The object holds only fields that the API knows, of the right types and without nulls; its quantities can
    be read. A kind that is not built in has no rules.
    """
    kind = KINDS.get(kind_key)
    if kind is None:
        return
    kind.default(obj)
    metadata = obj.get("metadata") or {}
    yield from validate_metadata(metadata, kind.names, version, namespaced=kind.namespaced)
    yield from kind.validate(obj, version)
