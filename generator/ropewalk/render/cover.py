"""The picture that stands for a note on other sites: its property `image`, else `cover`."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from ropewalk.graph import found
from ropewalk.model.linked import LinkedNote, LinkedVault

_NAMES: Final = ("image", "cover")
_ELSEWHERE: Final = ("https://", "http://")


def cover(vault: LinkedVault, note: LinkedNote) -> str:
    """Return the picture's address, relative to the site or of another host; '' where there is none."""
    for name in _NAMES:
        if name not in note.note.properties.values:
            continue
        value = note.note.properties.values[name]
        if isinstance(value, str) and value.startswith(_ELSEWHERE):
            return value
        for reference, resolution in zip(note.note.references, note.resolutions, strict=True):
            target = found(resolution)
            if reference.property == name and target is not None and target.path in vault.files:
                return quote(vault.files[target.path])
    return ""
