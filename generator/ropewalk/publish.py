"""Whether a note is published."""

from __future__ import annotations

from typing import Literal

from ropewalk.model.note import Properties


def is_published(properties: Properties, *, mode: Literal["opt-out", "opt-in"]) -> bool:
    """Return whether the note asks to be published, or in `opt-out` mode does not ask to stay."""
    return properties.publish is True or (mode == "opt-out" and properties.publish is None)
