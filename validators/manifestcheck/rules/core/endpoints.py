"""Endpoints: the addresses and ports behind a Service."""

from __future__ import annotations

from manifestcheck import addresses
from manifestcheck.field import Path, required
from manifestcheck.formats import dns_label, dns_subdomain, port_number, qualified_name
from manifestcheck.rules.core.special_addresses import validate_not_special
from manifestcheck.rules.values import (
    PROTOCOLS,
    Errors,
    Object,
    malformed,
    one_of,
    optional_text,
    present_text,
    required_text,
)
from manifestcheck.version import Version


def default(endpoints: Object) -> None:
    """Fill in what the server does before it validates."""
    for subset in endpoints.get("subsets") or ():
        for port in subset.get("ports") or ():
            port["protocol"] = port.get("protocol") or "TCP"


def validate(endpoints: Object, version: Version) -> Errors:
    """Check Endpoints."""
    for index, subset in enumerate(endpoints.get("subsets") or ()):
        path: Path = ("subsets", index)
        if not subset.get("addresses") and not subset.get("notReadyAddresses"):
            yield required(path, "must specify `addresses` or `notReadyAddresses`")
        for key in ("addresses", "notReadyAddresses"):
            for place, address in enumerate(subset.get(key) or ()):
                yield from _validate_address(address, (*path, key, place), version)
        ports = subset.get("ports") or ()
        for place, port in enumerate(ports):
            yield from _validate_port(port, (*path, "ports", place), alone=len(ports) == 1)


def _validate_address(address: Object, path: Path, version: Version) -> Errors:
    ip = address.get("ip", "")
    yield from malformed((*path, "ip"), ip, addresses.ip(ip, version))
    yield from optional_text(address, "hostname", path, dns_label)
    yield from present_text(address, "nodeName", path, dns_subdomain)
    yield from validate_not_special(ip, (*path, "ip"))


def _validate_port(port: Object, path: Path, *, alone: bool) -> Errors:
    name_check = optional_text if alone else required_text
    yield from name_check(port, "name", path, dns_label)
    number = port.get("port", 0)
    yield from malformed((*path, "port"), number, port_number(number))
    yield from one_of(port, "protocol", path, PROTOCOLS)
    yield from present_text(port, "appProtocol", path, qualified_name)
