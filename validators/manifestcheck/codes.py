"""The short codes by which findings are switched off and searched for."""

from __future__ import annotations

from typing import Final

from manifestcheck.field import ErrorType

SYNTAX: Final = "MC001"
LIMIT: Final = "MC002"
NO_OBJECT: Final = "MC003"
NO_MATCH: Final = "MC004"
UNKNOWN_FIELD: Final = "MC101"
REPEATED_KEY: Final = "MC102"
WRONG_TYPE: Final = "MC103"
BAD_TEXT: Final = "MC104"
VALIDATION: Final = {
    ErrorType.REQUIRED: "MC201",
    ErrorType.INVALID: "MC202",
    ErrorType.NOT_SUPPORTED: "MC203",
    ErrorType.DUPLICATE: "MC204",
    ErrorType.FORBIDDEN: "MC205",
    ErrorType.NOT_FOUND: "MC206",
    ErrorType.TOO_LONG: "MC207",
    ErrorType.TOO_MANY: "MC208",
}
