"""NetworkPolicies: the pods that they are for, and who may talk to whom at which ports."""

from __future__ import annotations

from ipaddress import ip_network

from manifestcheck import addresses
from manifestcheck.field import Path, forbidden, invalid, not_supported, required
from manifestcheck.formats import port_number
from manifestcheck.rules.labels import validate_selector
from manifestcheck.rules.values import Errors, Object, malformed, port_number_or_name
from manifestcheck.version import Version

_SPEC: Path = ("spec",)
_DIRECTIONS = (("ingress", "from"), ("egress", "to"))
_TYPES = ("Ingress", "Egress")
_PROTOCOLS = ("TCP", "UDP", "SCTP")
_SELECTORS = ("podSelector", "namespaceSelector")


def default(policy: Object) -> None:
    """Fill in what the server does before it validates."""
    spec = policy.get("spec") or {}
    for direction, _ in _DIRECTIONS:
        for rule in spec.get(direction) or ():
            for port in rule.get("ports") or ():
                port["protocol"] = port.get("protocol", _PROTOCOLS[0])


def validate(policy: Object, version: Version) -> Errors:
    """Check a NetworkPolicy."""
    spec = policy.get("spec") or {}
    yield from validate_selector(spec.get("podSelector") or {}, (*_SPEC, "podSelector"))
    for direction, peers in _DIRECTIONS:
        for index, rule in enumerate(spec.get(direction) or ()):
            path: Path = (*_SPEC, direction, index)
            for place, port in enumerate(rule.get("ports") or ()):
                yield from _validate_port(port, (*path, "ports", place))
            for place, peer in enumerate(rule.get(peers) or ()):
                yield from _validate_peer(peer, (*path, peers, place), version)
    yield from _validate_types(spec.get("policyTypes") or [])


def _validate_types(types: list[str]) -> Errors:
    if len(types) > len(_TYPES):
        yield invalid((*_SPEC, "policyTypes"), types, "may not specify more than two policyTypes")
        return
    for index, kind in enumerate(types):
        if kind not in _TYPES:
            yield not_supported((*_SPEC, "policyTypes", index), kind, _TYPES)


def _validate_port(port: Object, path: Path) -> Errors:
    if port["protocol"] not in _PROTOCOLS:
        yield not_supported((*path, "protocol"), port["protocol"], _PROTOCOLS)
    first, last, place = port.get("port"), port.get("endPort"), (*path, "endPort")
    if first is not None:
        yield from port_number_or_name((*path, "port"), first)
    if last is None:
        return
    if first is None:
        yield invalid(place, last, "may not be specified when `port` is not specified")
    elif isinstance(first, str):
        yield invalid(place, last, "may not be specified when `port` is non-numeric")
    else:
        if last < first:
            yield invalid(place, first, "must be greater than or equal to `port`")
        yield from malformed(place, last, port_number(last))


def _validate_peer(peer: Object, path: Path, version: Version) -> Errors:
    selectors = [key for key in _SELECTORS if peer.get(key) is not None]
    for key in selectors:
        yield from validate_selector(peer[key], (*path, key))
    block = peer.get("ipBlock")
    if block is not None:
        yield from _validate_block(block, (*path, "ipBlock"), version)
        if selectors:
            yield forbidden(path, "may not specify both ipBlock and another peer")
    elif not selectors:
        yield required(path, "must specify a peer")


def _validate_block(block: Object, path: Path, version: Version) -> Errors:
    cidr = block.get("cidr") or ""
    if not cidr:
        yield required((*path, "cidr"))
        return
    yield from malformed((*path, "cidr"), cidr, addresses.cidr(cidr, version))
    for index, value in enumerate(block.get("except") or () if addresses.parsed_cidr(cidr) else ()):
        place: Path = (*path, "except", index)
        yield from malformed(place, value, addresses.cidr(value, version))
        if addresses.parsed_cidr(value) and not _is_within(value, cidr):
            yield invalid(place, value, "must be a strict subset of `cidr`")


def _is_within(inner: str, outer: str) -> bool:
    """Tell whether a range of addresses is a part of another one and smaller."""
    parsed = [addresses.parsed_cidr(one) for one in (inner, outer)]
    small, large = (ip_network(one, strict=False) for one in parsed if one)
    if small.version != large.version or small.prefixlen <= large.prefixlen:
        return False
    return large.network_address <= small.network_address <= large.broadcast_address  # type: ignore[operator]  # both are of one family
