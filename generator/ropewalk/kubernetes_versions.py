"""For which versions of Kubernetes the manifests of a note are to be checked."""

from __future__ import annotations

from typing import Final

from ropewalk.model.note import PropertyValue

PROPERTY: Final = "kubernetes"
NEWEST: Final = ("",)
"""Stands for the newest version that is known."""


def versions(value: PropertyValue) -> tuple[str, ...]:
    """Return the version that a property or an option names, or both ends of a range.

    Raises ValueError for what is no version, and for one whose API is not at hand.
    """
    if value is None or value in ("", []):
        return NEWEST
    from manifestcheck.schema.catalog import UnknownVersionError, api, between  # noqa: PLC0415  slow to import
    from manifestcheck.version import Version  # noqa: PLC0415  as above

    named = [Version.parse(str(one)) for one in (value if isinstance(value, list) else [value])]
    try:
        for version in between(named):
            api(version)
    except UnknownVersionError as error:
        raise ValueError(str(error)) from error
    return tuple(map(str, named))
