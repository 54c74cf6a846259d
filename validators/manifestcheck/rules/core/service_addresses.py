"""The addresses of a Service: its cluster addresses, their families and its external addresses."""

from __future__ import annotations

from manifestcheck import addresses
from manifestcheck.field import Path, duplicate, invalid, not_supported, required
from manifestcheck.rules.core.special_addresses import validate_not_special
from manifestcheck.rules.values import Errors, Object, malformed, one_of
from manifestcheck.version import Version

_SPEC: Path = ("spec",)
_CLUSTER_IPS: Path = (*_SPEC, "clusterIPs")
_FAMILIES = {"IPv4": 4, "IPv6": 6}
_FAMILY_POLICIES = ("PreferDualStack", "RequireDualStack", "SingleStack")
_MOST_CLUSTER_IPS = 2
_HEADLESS = "None"


def is_headless(spec: Object) -> bool:
    """Tell whether a service has, by its own wish, no address of its own."""
    return spec.get("clusterIPs") == [_HEADLESS]


def validate_addresses(spec: Object, version: Version) -> Errors:
    """Check the addresses of a Service."""
    if spec["type"] != "ExternalName":
        yield from _validate_primary(spec)
        yield from _validate_families(spec)
        yield from _validate_cluster_ips(spec, version)
    for index, value in enumerate(spec.get("externalIPs") or ()):
        path = (*_SPEC, "externalIPs", index)
        breaches = addresses.ip(value, version)
        yield from malformed(path, value, breaches) if breaches else validate_not_special(value, path)


def _validate_primary(spec: Object) -> Errors:
    primary, all_of_them = spec.get("clusterIP") or "", spec.get("clusterIPs") or []
    if not primary and all_of_them:
        yield invalid(_CLUSTER_IPS, all_of_them, "must be empty when `clusterIP` is not specified")
    elif primary and not all_of_them:
        yield required(_CLUSTER_IPS)
    elif primary and all_of_them[0] != primary:
        yield invalid(_CLUSTER_IPS, all_of_them, "first value must match `clusterIP`")


def _validate_families(spec: Object) -> Errors:
    seen: set[str] = set()
    for index, family in enumerate(spec.get("ipFamilies") or ()):
        path: Path = (*_SPEC, "ipFamilies", index)
        if family not in _FAMILIES:
            yield not_supported(path, family, _FAMILIES)
        if family in seen:
            yield duplicate(path, family)
        seen.add(family)
    yield from one_of(spec, "ipFamilyPolicy", _SPEC, _FAMILY_POLICIES)


def _validate_cluster_ips(spec: Object, version: Version) -> Errors:
    values: list[str] = spec.get("clusterIPs") or []
    found = [*_validate_each(values, version)]
    yield from found
    if len(values) > _MOST_CLUSTER_IPS:
        yield invalid(_CLUSTER_IPS, values, f"may only hold up to {_MOST_CLUSTER_IPS} values")
    if found or is_headless(spec):
        return
    versions = [_version_of(value) for value in values]
    if len(values) > 1 and len(set(versions)) == 1:
        yield invalid(_CLUSTER_IPS, values, "may specify no more than one IP for each IP family")
    for index, family in enumerate((spec.get("ipFamilies") or [])[: len(values)]):
        if family in _FAMILIES and versions[index] != _FAMILIES[family]:
            why = f"expected an {family} value as indicated by `ipFamilies[{index}]`"
            yield invalid((*_CLUSTER_IPS, index), values[index], why)


def _validate_each(values: list[str], version: Version) -> Errors:
    for index, value in enumerate(values):
        if index == 0 and value == _HEADLESS:
            if len(values) > 1:
                yield invalid(_CLUSTER_IPS, values, "'None' must be the first and only value")
        else:
            yield from malformed((*_CLUSTER_IPS, index), value, addresses.ip(value, version))


def _version_of(value: str) -> int:
    address = addresses.parsed_ip(value)
    return address.version if address else 0
