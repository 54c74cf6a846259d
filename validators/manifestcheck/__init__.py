"""Offline validation of Kubernetes manifests, with the line and column of each finding."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from manifestcheck.custom import CustomKinds
    from manifestcheck.diagnostic import Severity
    from manifestcheck.engine import check
    from manifestcheck.finding import DocumentReport, Finding
    from manifestcheck.schema.catalog import UnknownVersionError

__all__ = ["CustomKinds", "DocumentReport", "Finding", "Severity", "UnknownVersionError", "check"]

_HOMES: Final = {
    "CustomKinds": "manifestcheck.custom",
    "DocumentReport": "manifestcheck.finding",
    "Finding": "manifestcheck.finding",
    "Severity": "manifestcheck.diagnostic",
    "UnknownVersionError": "manifestcheck.schema.catalog",
    "check": "manifestcheck.engine",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  # whatever the name stands for
    """Import what is asked for only then: `manifestcheck --help` needs none of it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found = getattr(import_module(_HOMES[name]), name)
    return found
