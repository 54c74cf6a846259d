"""EndpointSlices: a part of the addresses behind a Service."""

from __future__ import annotations

from manifestcheck import addresses
from manifestcheck.field import Path, duplicate, invalid, not_supported, required, too_many
from manifestcheck.formats import dns_label, dns_subdomain, label_value, qualified_name
from manifestcheck.rules.core.special_addresses import validate_not_special
from manifestcheck.rules.labels import validate_labels
from manifestcheck.rules.values import (
    PROTOCOLS,
    Errors,
    Object,
    malformed,
    one_of,
    optional_text,
    present_text,
)
from manifestcheck.version import Version

_ADDRESS_TYPES = ("FQDN", "IPv4", "IPv6")
_FAMILIES = {"IPv4": 4, "IPv6": 6}
_MOST_ENDPOINTS = 1000
_MOST_ADDRESSES = 100
_MOST_PORTS = 100
_MOST_HINTS = 8
_MOST_TOPOLOGY_LABELS = 16
_LEAST_SEGMENTS = 2


def default(endpoint_slice: Object) -> None:
    """Fill in what the server does before it validates."""
    for port in endpoint_slice.get("ports") or ():
        port.setdefault("name", "")
        port.setdefault("protocol", "TCP")


def validate(endpoint_slice: Object, version: Version) -> Errors:
    """Check an EndpointSlice."""
    kind, endpoints = endpoint_slice.get("addressType") or "", endpoint_slice.get("endpoints") or ()
    if not kind:
        yield required(("addressType",))
    elif kind not in _ADDRESS_TYPES:
        yield not_supported(("addressType",), kind, _ADDRESS_TYPES)
    if len(endpoints) > _MOST_ENDPOINTS:
        yield too_many(("endpoints",), len(endpoints), _MOST_ENDPOINTS)
    else:
        for index, endpoint in enumerate(endpoints):
            yield from _validate_endpoint(endpoint, kind, ("endpoints", index), version)
    yield from _validate_ports(endpoint_slice.get("ports") or [])


def _validate_endpoint(endpoint: Object, kind: str, path: Path, version: Version) -> Errors:
    values = endpoint.get("addresses") or ()
    if not values:
        yield required((*path, "addresses"), "must contain at least 1 address")
    elif len(values) > _MOST_ADDRESSES:
        yield too_many((*path, "addresses"), len(values), _MOST_ADDRESSES)
    for index, value in enumerate(values):
        if kind in _FAMILIES:
            yield from _validate_ip(value, kind, (*path, "addresses", index), version)
        elif kind == "FQDN":
            yield from _validate_domain(value, (*path, "addresses", index))
    topology = endpoint.get("deprecatedTopology") or {}
    if len(topology) > _MOST_TOPOLOGY_LABELS:
        yield too_many((*path, "deprecatedTopology"), len(topology), _MOST_TOPOLOGY_LABELS)
    yield from validate_labels(topology, (*path, "deprecatedTopology"))
    yield from present_text(endpoint, "hostname", path, dns_label)
    yield from present_text(endpoint, "nodeName", path, dns_subdomain)
    hints = endpoint.get("hints") or {}
    yield from _validate_hints(hints.get("forZones") or [], (*path, "hints", "forZones"))
    yield from _validate_hints(hints.get("forNodes") or [], (*path, "hints", "forNodes"))


def _validate_ip(value: str, kind: str, path: Path, version: Version) -> Errors:
    breaches = addresses.ip(value, version)
    address = addresses.parsed_ip(value)
    yield from malformed(path, value, breaches)
    if breaches or address is None:
        return
    if address.version != _FAMILIES[kind]:
        yield invalid(path[:-1], value, f"must be an {kind} address")
    yield from validate_not_special(value, path)


def _validate_domain(value: str, path: Path) -> Errors:
    name = value.removesuffix(".")
    if not value:
        yield required(path)
        return
    breaches = dns_subdomain(name)
    if breaches:
        yield invalid(path, name, ",".join(breaches))
    elif name.count(".") + 1 < _LEAST_SEGMENTS:
        yield invalid(path, name, "should be a domain with at least two segments separated by dots")
    else:
        for segment in name.split("."):
            if dns_label(segment):
                yield invalid(path, segment, ",".join(dns_label(segment)))


def _validate_hints(hints: list[Object], path: Path) -> Errors:
    if len(hints) > _MOST_HINTS:
        yield too_many(path, len(hints), _MOST_HINTS)
        return
    judge = label_value if path[-1] == "forZones" else dns_subdomain
    seen: set[str] = set()
    for index, hint in enumerate(hints):
        name, place = hint.get("name", ""), (*path, index, "name")
        if name in seen:
            yield duplicate(place, name)
        seen.add(name)
        yield from malformed(place, name, judge(name))


def _validate_ports(ports: list[Object]) -> Errors:
    if len(ports) > _MOST_PORTS:
        yield too_many(("ports",), len(ports), _MOST_PORTS)
        return
    names: set[str] = set()
    for index, port in enumerate(ports):
        path: Path = ("ports", index)
        yield from optional_text(port, "name", path, dns_label)
        if port["name"] in names:
            yield duplicate((*path, "name"), port["name"])
        names.add(port["name"])
        yield from one_of(port, "protocol", path, PROTOCOLS)
        yield from present_text(port, "appProtocol", path, qualified_name)
