"""The IP addresses and address ranges that the API knows, with the server's sentences about a breach."""

from __future__ import annotations

import ipaddress
from functools import lru_cache

from manifestcheck.formats import Breaches

STRICT_FROM = (1, 36)
"""The version that refuses leading zeros, IPv4 addresses mapped to IPv6 and bits beyond the prefix."""

_NOT_IP = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"
_NOT_CIDR = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"
_LAST_PREFIX_LENGTH = {4: 32, 6: 128}

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@lru_cache(maxsize=1024)
def ip(value: str, version: tuple[int, int]) -> Breaches:
    """Judge an IP address."""
    address = parsed_ip(value)
    if address is None:
        return (_NOT_IP,)
    if version < STRICT_FROM:
        return ()
    if _is_zero_led(value):
        return ("must not have leading 0s",)
    return ("must not be an IPv4-mapped IPv6 address",) if _is_mapped(address) else ()


@lru_cache(maxsize=1024)
def cidr(value: str, version: tuple[int, int]) -> Breaches:
    """Judge a range of addresses such as `10.0.0.0/8`."""
    parts = parsed_cidr(value)
    if parts is None:
        return (_NOT_CIDR,)
    if version < STRICT_FROM:
        return ()
    address, length = parts
    host, _, prefix = value.partition("/")
    if _is_zero_led(host) or (prefix.startswith("0") and prefix != "0"):
        return ("must not have leading 0s in IP or prefix length",)
    if _is_mapped(address):
        return ("must not have an IPv4-mapped IPv6 address",)
    if ipaddress.ip_network((address, length), strict=False).network_address != address:
        return ("must not have bits set beyond the prefix length",)
    return ()


def parsed_ip(value: str) -> Address | None:
    """Return the address, read as generously as Go's older parser does, or None; a zone is no part of one."""
    try:
        if ":" in value:
            return None if "%" in value else ipaddress.IPv6Address(_without_zeros_after_colon(value))
        return ipaddress.IPv4Address(_without_zeros(value))
    except ValueError:
        return None


def parsed_cidr(value: str) -> tuple[Address, int] | None:
    """Return the address as written and the length of the prefix, or None."""
    host, slash, prefix = value.partition("/")
    address = parsed_ip(host)
    if address is None or not slash or not (prefix.isascii() and prefix.isdigit()):
        return None
    length = int(prefix[-4:]) if not prefix[:-4].strip("0") else _LAST_PREFIX_LENGTH[6] + 1
    return (address, length) if length <= _LAST_PREFIX_LENGTH[address.version] else None


def _without_zeros(dotted: str) -> str:
    """Take leading zeros off decimal numbers: Python refuses them, the older parser of Go does not."""
    return ".".join((part.lstrip("0") or "0") if part.isdigit() else part for part in dotted.split("."))


def _without_zeros_after_colon(value: str) -> str:
    head, colon, tail = value.rpartition(":")
    return f"{head}{colon}{_without_zeros(tail)}" if "." in tail else value


def _is_zero_led(value: str) -> bool:
    dotted = value.rpartition(":")[2]
    return "." in dotted and any(len(part) > 1 and part.startswith("0") for part in dotted.split("."))


def _is_mapped(address: Address) -> bool:
    return isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None
