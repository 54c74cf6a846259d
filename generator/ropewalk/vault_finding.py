"""What reading a vault may have to say: each code with its severity and its way out."""

from __future__ import annotations

from typing import Final

from manifestcheck.diagnostic import Diagnostic, Severity
from manifestcheck.position import Position

_CODES: Final = {
    "RW110": (Severity.ERROR, "Save the note as UTF-8."),
    "RW111": (Severity.WARNING, "Put the file itself into the vault, or remove the link."),
    "RW112": (Severity.INFO, "Split it into several notes."),
    "RW113": (Severity.ERROR, "Make it readable for the user who builds the site."),
    "RW114": (Severity.WARNING, "Remove the character; a replacement character is shown for it."),
    "RW115": (Severity.INFO, "Rename or remove one of them; only the first is published."),
    "RW116": (Severity.INFO, "Rename it; until then it is not published."),
    "RW117": (Severity.WARNING, "Repair or delete the setting; what it excludes is published until then."),
    "RW119": (
        Severity.ERROR,
        "Save it anew, or as a picture; `html: trusted` publishes pages and SVG files as they are.",
    ),
}


def vault_finding(path: str, code: str, message: str, position: Position | None = None) -> Diagnostic:
    """Return the diagnostic of this code about the file at `path`; bytes that are no text are replaced."""
    severity, way_out = _CODES[code]
    shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return Diagnostic(
        path=shown, position=position, code=code, severity=severity, message=message, help=way_out
    )


def reason(error: OSError) -> str:
    """Return why the system refused, in its own words."""
    return (error.strerror or "unknown reason").lower()
