"""Paths inside volumes and profiles, which must stay below where they start."""

from __future__ import annotations

from manifestcheck.field import Path, invalid
from manifestcheck.rules.values import Errors


def validate_no_backsteps(value: str, path: Path) -> Errors:
    """Check that a path nowhere goes up."""
    if ".." in value and ".." in value.split("/"):
        yield invalid(path, value, "must not contain '..'")


def validate_descending(value: str, path: Path) -> Errors:
    """Check that a path is relative and nowhere goes up."""
    if value.startswith("/"):
        yield invalid(path, value, "must be a relative path")
    yield from validate_no_backsteps(value, path)


def validate_file_path(value: str, path: Path) -> Errors:
    """Check the path of a file in a volume, of which the server keeps the names with two dots for itself."""
    yield from validate_descending(value, path)
    if value.startswith("..") and not value.startswith("../"):
        yield invalid(path, value, "must not start with '..'")
