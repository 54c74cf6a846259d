"""Names and addresses: how a pod is called and how it resolves names."""

from __future__ import annotations

from manifestcheck.addresses import ip
from manifestcheck.field import Path, forbidden, invalid, required, too_long
from manifestcheck.formats import dns_label, dns_subdomain, dns_subdomain_with_underscore, longer
from manifestcheck.rules.values import Errors, Object, malformed, optional_text
from manifestcheck.version import Version

RELAXED_SEARCHES_FROM = Version(1, 33)
"""The version that lets search domains hold underscores and be a single dot."""

HOSTNAME_OVERRIDE_FROM = Version(1, 35)
"""The version that reads `hostnameOverride` without a feature gate."""

_MOST_NAMESERVERS = 3
_MOST_SEARCHES = 32
_MOST_SEARCH_CHARACTERS = 2048
_MOST_HOSTNAME_BYTES = 64
_NONE = "None"


def validate_hostnames(spec: Object, path: Path, version: Version) -> Errors:
    """Check the names by which a pod is known."""
    yield from optional_text(spec, "hostname", path, dns_label)
    yield from optional_text(spec, "subdomain", path, dns_label)
    override = spec.get("hostnameOverride")
    if override is None or version < HOSTNAME_OVERRIDE_FROM:
        return
    place: Path = (*path, "hostnameOverride")
    yield from malformed(place, override, dns_subdomain(override))
    if longer(override, _MOST_HOSTNAME_BYTES):
        yield too_long(place, _MOST_HOSTNAME_BYTES)
    for key in ("setHostnameAsFQDN", "hostNetwork"):
        if spec.get(key):
            yield forbidden(place, f"may not be specified when {key} is true")


def validate_host_aliases(aliases: list[Object], path: Path, version: Version) -> Errors:
    """Check additional lines of the file with hosts."""
    for index, alias in enumerate(aliases):
        address = alias.get("ip", "")
        yield from malformed((*path, index, "ip"), address, ip(address, version))
        for number, hostname in enumerate(alias.get("hostnames") or ()):
            yield from malformed((*path, index, "hostnames", number), hostname, dns_subdomain(hostname))


def validate_dns_config(spec: Object, path: Path, version: Version) -> Errors:
    """Check a pod's own settings for resolving names, which it must have if it takes no others."""
    config = spec.get("dnsConfig")
    if spec["dnsPolicy"] == _NONE:
        if config is None:
            yield required(path, "must provide `dnsConfig` when `dnsPolicy` is None")
            return
        if not config.get("nameservers"):
            why = "must provide at least one DNS nameserver when `dnsPolicy` is None"
            yield required((*path, "nameservers"), why)
            return
    if config is not None:
        yield from _validate_nameservers(config.get("nameservers") or [], (*path, "nameservers"), version)
        yield from _validate_searches(config.get("searches") or [], (*path, "searches"), version)
        for index, option in enumerate(config.get("options") or ()):
            if not option.get("name"):
                yield required((*path, "options", index), "must not be empty")


def _validate_nameservers(servers: list[str], path: Path, version: Version) -> Errors:
    if len(servers) > _MOST_NAMESERVERS:
        yield invalid(path, servers, f"must not have more than {_MOST_NAMESERVERS} nameservers")
    for index, server in enumerate(servers):
        yield from malformed((*path, index), server, ip(server, version))


def _validate_searches(searches: list[str], path: Path, version: Version) -> Errors:
    if len(searches) > _MOST_SEARCHES:
        yield invalid(path, searches, f"must not have more than {_MOST_SEARCHES} search paths")
    if longer(" ".join(searches), _MOST_SEARCH_CHARACTERS):
        most = f"must not have more than {_MOST_SEARCH_CHARACTERS} characters (including spaces)"
        yield invalid(path, searches, f"{most} in the search list")
    relaxed = version >= RELAXED_SEARCHES_FROM
    for index, search in enumerate(searches):
        if relaxed and search == ".":
            continue
        domain = search.removesuffix(".")
        judge = dns_subdomain_with_underscore if relaxed else dns_subdomain
        yield from malformed((*path, index), domain, judge(domain))
