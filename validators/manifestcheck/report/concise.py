"""One finding a line."""

from __future__ import annotations

from collections.abc import Sequence

from manifestcheck.diagnostic import Diagnostic
from manifestcheck.report.about import About


def render(diagnostics: Sequence[Diagnostic], about: About) -> str:  # noqa: ARG001  # formats are alike
    """Return `path:line:column: CODE message` for each finding."""
    return "".join(f"{diagnostic}\n" for diagnostic in diagnostics)
