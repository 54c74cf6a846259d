"""Offline validation of Kubernetes manifests, with the line and column of each finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from manifestcheck.engine import check
    from manifestcheck.finding import DocumentReport, Finding

__all__ = ["DocumentReport", "Finding", "check"]


def __getattr__(name: str) -> Any:  # noqa: ANN401  # whatever the name stands for
    """Import what is asked for only then: `manifestcheck --help` needs none of it."""
    if name == "check":
        from manifestcheck.engine import check  # noqa: PLC0415  # see above

        return check
    if name in __all__:
        from manifestcheck import finding  # noqa: PLC0415  # see above

        return getattr(finding, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
