"""JSON: a list of findings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from manifestcheck.diagnostic import Diagnostic
from manifestcheck.report.about import About


def render(diagnostics: Sequence[Diagnostic], about: About) -> str:  # noqa: ARG001  # formats are alike
    """Return the findings; `line` and `column` are null where one is about a whole file."""
    return json.dumps([_entry(one) for one in diagnostics], ensure_ascii=False, indent=2) + "\n"


def _entry(diagnostic: Diagnostic) -> dict[str, Any]:
    position = diagnostic.position
    return {
        "path": diagnostic.path,
        "line": position.line if position else None,
        "column": position.column if position else None,
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "help": diagnostic.help,
    }
