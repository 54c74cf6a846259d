"""The rules for the names of objects: which kind takes which is in the table of kinds."""

from __future__ import annotations

from collections.abc import Callable

from manifestcheck import addresses
from manifestcheck.field import shown
from manifestcheck.formats import Breaches, dns_label, dns_label_1035, dns_subdomain, longer
from manifestcheck.version import Version

NameRule = Callable[[str, Version], Breaches]

RELAXED_SERVICE_NAMES_FROM = Version(1, 35)
"""The version that lets the name of a service start with a digit."""

_MOST_CRON_JOB_BYTES = 52
_NOT_IN_PATHS = ("/", "%")


def subdomain(name: str, _version: Version) -> Breaches:
    """Judge the name of most objects."""
    return dns_subdomain(name)


def label(name: str, _version: Version) -> Breaches:
    """Judge a name that becomes one label of a host name."""
    return dns_label(name)


def service(name: str, version: Version) -> Breaches:
    """Judge the name of a service."""
    return dns_label(name) if version >= RELAXED_SERVICE_NAMES_FROM else dns_label_1035(name)


def cron_job(name: str, _version: Version) -> Breaches:
    """Judge the name of a CronJob, which leaves room for what its Jobs append."""
    too_long = longer(name, _MOST_CRON_JOB_BYTES)
    length = (f"must be no more than {_MOST_CRON_JOB_BYTES} characters",) if too_long else ()
    return dns_subdomain(name) + length


def path_segment(name: str, _version: Version | None = None) -> Breaches:
    """Judge a name that only has to fit into an address, such as a role's."""
    if name in {".", ".."}:
        return (f"may not be '{name}'",)
    return tuple(f"may not contain '{one}'" for one in _NOT_IN_PATHS if one in name)


def ip_address(name: str, _version: Version) -> Breaches:
    """Judge a name that is an IP address, written in the shortest way."""
    found = addresses.ip(name, addresses.STRICT_FROM)
    if found:
        return found
    canonical = str(addresses.parsed_ip(name))
    return () if canonical == name else (f"must be in canonical form ({shown(canonical)})",)
