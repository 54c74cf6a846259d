"""ServiceCIDRs and IPAddresses: the ranges of Services' addresses and who holds which address."""

from __future__ import annotations

from ipaddress import ip_network

from manifestcheck import addresses
from manifestcheck.field import Path, invalid, required, shown
from manifestcheck.formats import Breaches, dns_subdomain
from manifestcheck.rules.names import path_segment
from manifestcheck.rules.object_reference import validate_named
from manifestcheck.rules.values import Errors, Object, malformed, optional_text
from manifestcheck.version import Version

_CIDRS: Path = ("spec", "cidrs")
_MOST_CIDRS = 2
_ONE_PER_FAMILY = "may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64"


def validate_service_cidr(service_cidr: Object, _version: Version) -> Errors:
    """Check a ServiceCIDR."""
    cidrs: list[str] = (service_cidr.get("spec") or {}).get("cidrs") or []
    if not cidrs:
        yield required(_CIDRS, "at least one CIDR required")
    elif len(cidrs) > _MOST_CIDRS:
        yield invalid(_CIDRS, {"CIDRs": cidrs}, f"may only hold up to {_MOST_CIDRS} values")
    else:
        for index, value in enumerate(cidrs):
            yield from malformed((*_CIDRS, index), value, _canonical_cidr(value))
        families = [address.version for address, _ in filter(None, map(addresses.parsed_cidr, cidrs))]
        if len(families) > 1 and len(set(families)) == 1:
            yield invalid(_CIDRS, cidrs, _ONE_PER_FAMILY)


def _canonical_cidr(value: str) -> Breaches:
    found = addresses.cidr(value, addresses.STRICT_FROM)
    parsed = addresses.parsed_cidr(value)
    if found or parsed is None:
        return found
    canonical = str(ip_network(parsed))
    return () if canonical == value else (f"must be in canonical form ({shown(canonical)})",)


def validate_ip_address(ip_address: Object, _version: Version) -> Errors:
    """Check an IPAddress."""
    parent = (ip_address.get("spec") or {}).get("parentRef")
    path: Path = ("spec", "parentRef")
    if parent is None:
        yield required(path)
        return
    yield from optional_text(parent, "group", path, dns_subdomain)
    yield from validate_named(parent, path, "resource", "name")
    yield from optional_text(parent, "namespace", path, path_segment)
