"""What Obsidian takes for the name of a tag (Obsidian's help: Tags)."""

from __future__ import annotations

from typing import Final

_REFUSED: Final = frozenset("'\"!#$%&()*+,.:;<=>?@^`{|}~[]\\")


def is_tag_name(text: str) -> bool:
    """Return whether `text`, without `#`, can be a tag: more than digits and `/`, no `/` at its end."""
    named = any(char not in "0123456789/" for char in text)
    return named and not text.endswith("/") and all(map(_belongs, text))


def _belongs(char: str) -> bool:
    punctuation = "\u2000" <= char <= "\u206f" or "\u2e00" <= char <= "\u2e7f"
    return not (punctuation or char in _REFUSED or char.isspace())
