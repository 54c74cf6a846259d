"""Namespaces: the label with their name, and their own finalizers."""

from __future__ import annotations

from manifestcheck.field import Path
from manifestcheck.formats import qualified_name
from manifestcheck.rules.objectmeta import name_of, validate_finalizer
from manifestcheck.rules.values import Errors, Object, malformed
from manifestcheck.version import Version

_NAME_LABEL = "kubernetes.io/metadata.name"
_FINALIZERS: Path = ("spec", "finalizers")


def default(namespace: Object) -> None:
    """Set the label by which selectors find a namespace by name."""
    metadata = namespace.setdefault("metadata", {})
    name = name_of(metadata)
    if name:
        metadata["labels"] = (metadata.get("labels") or {}) | {_NAME_LABEL: name}


def validate(namespace: Object, _version: Version) -> Errors:
    """Check a Namespace."""
    for finalizer in (namespace.get("spec") or {}).get("finalizers") or ():
        yield from malformed(_FINALIZERS, finalizer, qualified_name(finalizer))
        yield from validate_finalizer(finalizer, _FINALIZERS)
