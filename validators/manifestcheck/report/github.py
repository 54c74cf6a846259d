"""Commands of GitHub Actions, which show a finding beside the line it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from manifestcheck.diagnostic import Diagnostic, Severity
from manifestcheck.report.about import About

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(diagnostics: Sequence[Diagnostic], about: About) -> str:
    """Return a command for each finding."""
    return "".join(f"{_command(diagnostic, about)}\n" for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic, about: About) -> str:
    meaning = about.meanings.get(diagnostic.code, "")
    properties = {"file": diagnostic.path, "title": f"{diagnostic.code} {meaning}".strip()}
    if diagnostic.position is not None:
        properties |= {"line": str(diagnostic.position.line), "col": str(diagnostic.position.column)}
    named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = "\n".join(filter(None, (diagnostic.message, diagnostic.help)))
    return f"::{_LEVELS[diagnostic.severity]} {named}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
