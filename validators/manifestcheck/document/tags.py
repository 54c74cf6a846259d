"""What an explicit tag such as `!!int` makes of a scalar."""

from __future__ import annotations

import base64
import binascii
from typing import Final

from manifestcheck.document.nodes import Atom
from manifestcheck.document.scalar import resolve
from manifestcheck.document.unreadable import UnreadableError

_PREFIX: Final = "tag:yaml.org,2002:"
_TYPES: Final[dict[str, type]] = {"bool": bool, "int": int, "float": float, "null": type(None)}


def tagged(tag: str, text: str, offset: int) -> Atom:
    """Return the value of a scalar with a tag; a tag that Go does not know leaves the text."""
    name = tag.removeprefix(_PREFIX)
    if name == "binary":
        return _binary(text, offset)
    wanted = _TYPES.get(name)
    if wanted is None:
        return text
    value = resolve(text)
    if wanted is float and value.__class__ is int:
        return float(value or 0)
    if value.__class__ is not wanted:
        raise UnreadableError(f"cannot decode `{text}` as a !!{name}", offset)
    return value


def _binary(text: str, offset: int) -> str:
    try:
        return base64.b64decode("".join(text.split()), validate=True).decode(errors="replace")
    except (binascii.Error, ValueError):
        raise UnreadableError("!!binary value contains invalid base64 data", offset) from None
