"""ResourceSlices: the devices that a driver offers, and the pool that they belong to."""

from __future__ import annotations

from manifestcheck.field import Path, required, too_long
from manifestcheck.formats import SUBDOMAIN_LENGTH, dns_subdomain, longer
from manifestcheck.rules.csi_driver_name import validate_driver_name
from manifestcheck.rules.values import Errors, Object, malformed
from manifestcheck.version import Version

_SPEC: Path = ("spec",)


def validate(resource_slice: Object, _version: Version) -> Errors:
    """Check whose devices a ResourceSlice lists."""
    spec = resource_slice.get("spec") or {}
    yield from validate_driver_name(spec.get("driver") or "", (*_SPEC, "driver"))
    name, path = (spec.get("pool") or {}).get("name") or "", (*_SPEC, "pool", "name")
    if not name:
        yield required(path)
        return
    if longer(name, SUBDOMAIN_LENGTH):
        yield too_long(path, SUBDOMAIN_LENGTH)
    for part in name.split("/"):
        yield from malformed(path, part, dns_subdomain(part))
