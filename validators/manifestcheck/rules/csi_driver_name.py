"""The names of CSI drivers, as volumes and nodes refer to them."""

from __future__ import annotations

from manifestcheck.field import Path, required, too_long
from manifestcheck.formats import dns_subdomain, longer
from manifestcheck.rules.values import Errors, malformed

_MOST_BYTES = 63


def validate_driver_name(name: str, path: Path) -> Errors:
    """Check the name of a CSI driver, of which case is no matter."""
    if not name:
        yield required(path)
        return
    if longer(name, _MOST_BYTES):
        yield too_long(path, _MOST_BYTES)
    yield from malformed(path, name, dns_subdomain(name.lower()))
