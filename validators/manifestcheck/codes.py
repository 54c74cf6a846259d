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
MEANINGS: Final = {
    SYNTAX: "the text is no YAML or JSON",
    LIMIT: "the text is larger or deeper than a manifest may be",
    NO_OBJECT: "the document is no object with apiVersion and kind",
    NO_MATCH: "the server does not serve this kind at this version",
    UNKNOWN_FIELD: "the server does not know this field",
    REPEATED_KEY: "a key stands twice in one object",
    WRONG_TYPE: "a value has the wrong type",
    BAD_TEXT: "a text is no quantity, time or base64",
    **{code: f"validation: {of.value.removeprefix('FieldValue')}" for of, code in VALIDATION.items()},
}
"""What each code of the server's errors stands for; `advice` adds those of the rules of our own."""
