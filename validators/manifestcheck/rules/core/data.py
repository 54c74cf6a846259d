"""The data of ConfigMaps and Secrets: how much of it there may be."""

from __future__ import annotations

MOST_BYTES = 1024 * 1024


def size_of_base64(text: str) -> int:
    """Return how many bytes a text in base64 stands for, without decoding it."""
    digits = len(text) - text.count("\n") - text.count("\r")
    return digits // 4 * 3 - text[-4:].count("=")
