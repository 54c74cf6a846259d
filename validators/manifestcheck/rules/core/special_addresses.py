"""The addresses that no Service or endpoint may be at: unspecified, loopback and link-local ones."""

from __future__ import annotations

from manifestcheck.addresses import Address, parsed_ip
from manifestcheck.field import Path, invalid
from manifestcheck.rules.values import Errors

_LOOPBACK = "may not be in the loopback range (127.0.0.0/8, ::1/128)"
_LINK_LOCAL = "may not be in the link-local range (169.254.0.0/16, fe80::/10)"
_LINK_LOCAL_MULTICAST = "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)"


def validate_not_special(value: str, path: Path) -> Errors:
    """Check that an address is one that traffic can be sent to from anywhere."""
    address = parsed_ip(value)
    if address is None:
        yield invalid(path, value, "must be a valid IP address")
        return
    if address.is_unspecified:
        yield invalid(path, value, f"may not be unspecified ({value})")
    if address.is_loopback:
        yield invalid(path, value, _LOOPBACK)
    if address.is_link_local:
        yield invalid(path, value, _LINK_LOCAL)
    if _is_link_local_multicast(address):
        yield invalid(path, value, _LINK_LOCAL_MULTICAST)


def _is_link_local_multicast(address: Address) -> bool:
    octets = address.packed
    if address.version == 4:  # noqa: PLR2004 - the version of the protocol
        return octets[:3] == bytes((224, 0, 0))
    return octets[0] == 0xFF and octets[1] & 0x0F == 0x02  # noqa: PLR2004 - ff?2, RFC 4291
