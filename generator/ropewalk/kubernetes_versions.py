"""For which versions of Kubernetes the manifests of a note are to be checked."""

from __future__ import annotations

from typing import Final

from manifestcheck.version import Version
from ropewalk.model.note import PropertyValue

PROPERTY: Final = "kubernetes"


def versions(value: PropertyValue) -> tuple[str, ...]:
    """Return the versions that a property or an option names, oldest first; '' is the newest one.

    `1.36` is one version, `[1.30, 1.36]` are those from the first to the second. Raises ValueError.
    """
    if value is None or value in ("", []):
        return ("",)
    named = [Version.parse(str(one)) for one in (value if isinstance(value, list) else [value])]
    first, last = named[0], named[-1]
    if len(named) > 2 or first.major != last.major or first > last:  # noqa: PLR2004  the ends of a range
        raise ValueError("a range of versions is written as two, the older one first")
    return tuple(str(Version(first.major, minor)) for minor in range(first.minor, last.minor + 1))
