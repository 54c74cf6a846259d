"""A picture within another, as data in its address: its metadata goes too."""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from urllib.parse import unquote_to_bytes

from ropewalk.attachments import raster
from ropewalk.attachments.unreadable import UnreadableError


def picture_address(address: str) -> str | None:
    """Return a `data:` address of a picture that is made of points, cleaned; None for any other address."""
    head, comma, body = address.partition(",")
    if not comma or not head.lower().startswith("data:image/"):
        return None
    kind, _, how = head.partition(";")
    is_encoded = how.lower().strip().endswith("base64")
    content = unquote_to_bytes(body)
    try:
        data = b64decode(content) if is_encoded else content
        alone = raster.picture_alone(data)
    except (UnreadableError, binascii.Error):
        return None
    return f"{kind};base64,{b64encode(alone).decode()}"
