"""Formats of names: what passes, and the server's words about what does not."""

import ipaddress
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifestcheck import addresses, formats

NEWEST = (1, 36)
SUBDOMAIN_RULE = (
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', "
    "and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is "
    r"'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
)
LABEL_RULE = (
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start "
    "and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is "
    "'[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
)
NAME_PART_RULE = (
    "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an "
    "alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is "
    "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
)


@pytest.mark.parametrize(
    ("judge", "value"),
    [
        (formats.dns_label, "1a-b"),
        (formats.dns_subdomain, "a.1-b.c"),
        (formats.dns_label_1035, "a-1"),
        (formats.dns_subdomain_with_underscore, "_tcp._http.example.com"),
        (formats.wildcard_dns_subdomain, "*.example.com"),
        (formats.qualified_name, "example.com/My_Name.x"),
        (formats.qualified_name, "X"),
        (formats.label_value, ""),
        (formats.label_value, "v1.2_3"),
        (formats.config_key, "_.data"),
        (formats.http_header_name, "X-Forwarded-For"),
        (formats.percent, "25%"),
        (formats.port_name, "http-2"),
    ],
)
def test_passes(judge: Callable[[str], formats.Breaches], value: str) -> None:
    assert judge(value) == ()


@pytest.mark.parametrize(
    ("judge", "value", "breaches"),
    [
        (formats.dns_label, "My", (LABEL_RULE,)),
        (formats.dns_label, "a.b", ("must not contain dots",)),
        (formats.dns_label, "a" * 64, ("must be no more than 63 characters",)),
        (formats.dns_label, "A" * 64, ("must be no more than 63 characters", LABEL_RULE)),
        (formats.dns_label, "é" * 32, ("must be no more than 63 characters", LABEL_RULE)),
        (formats.dns_label, "a\n", (LABEL_RULE,)),
        (formats.dns_subdomain, "a_b", (SUBDOMAIN_RULE,)),
        (formats.dns_subdomain, "", (SUBDOMAIN_RULE,)),
        (formats.dns_subdomain, "a" * 254, ("must be no more than 253 characters",)),
        (formats.qualified_name, "", ("name part must be non-empty", NAME_PART_RULE)),
        (formats.qualified_name, "/x", ("prefix part must be non-empty",)),
        (formats.qualified_name, "a_b/x", (f"prefix part {SUBDOMAIN_RULE}",)),
        (formats.qualified_name, "n" * 64, ("name part must be no more than 63 bytes",)),
        (formats.label_value, "v" * 64, ("must be no more than 63 bytes",)),
        (formats.config_key, "..", ("must not be '..'",)),
        (formats.config_key, "..a", ("must not start with '..'",)),
        (formats.port_name, "80", ("must contain at least one letter (a-z)",)),
        (
            formats.port_name,
            "-A--",
            (
                "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)",
                "must contain at least one letter (a-z)",
                "must not contain consecutive hyphens",
                "must not begin or end with a hyphen",
            ),
        ),
    ],
)
def test_says(judge: Callable[[str], formats.Breaches], value: str, breaches: formats.Breaches) -> None:
    assert judge(value) == breaches


@pytest.mark.parametrize(
    ("judge", "value", "start"),
    [
        (formats.dns_label_1035, "1a", "a DNS-1035 label must consist of"),
        (formats.qualified_name, "a/b/c", "a valid label key must consist of"),
        (formats.label_value, "-v", "a valid label must be an empty string or consist of"),
        (formats.wildcard_dns_subdomain, "*", "a wildcard DNS-1123 subdomain must start with '*.'"),
        (formats.config_key, "a/b", "a valid config key must consist of"),
        (formats.http_header_name, "X Y", "a valid HTTP header must consist of"),
        (formats.percent, "25", "a valid percent string must be a numeric string followed by an ending '%'"),
    ],
)
def test_begins(judge: Callable[[str], formats.Breaches], value: str, start: str) -> None:
    assert [one.startswith(start) for one in judge(value)] == [True]


@pytest.mark.parametrize(
    ("value", "version", "fine"),
    [
        ("MY_VAR", (1, 30), True),
        ("1A", (1, 30), False),
        ("..a", (1, 30), False),
        ("1A", NEWEST, True),
        ("a b", NEWEST, True),
        ("A=B", NEWEST, False),
        ("größe", NEWEST, False),
        ("a\tb", NEWEST, False),
    ],
)
def test_names_of_environment_variables_were_relaxed(
    value: str, version: tuple[int, int], *, fine: bool
) -> None:
    assert (formats.env_name(value, version) == ()) is fine


@pytest.mark.parametrize(("number", "fine"), [(0, False), (1, True), (65535, True), (65536, False)])
def test_numbers_of_ports(number: int, *, fine: bool) -> None:
    assert formats.port_number(number) == (() if fine else ("must be between 1 and 65535, inclusive",))


@pytest.mark.parametrize(
    ("value", "version", "breaches"),
    [
        ("10.0.0.1", NEWEST, ()),
        ("::1", NEWEST, ()),
        ("10.0.0.01", (1, 35), ()),
        ("10.0.0.01", NEWEST, ("must not have leading 0s",)),
        ("::ffff:1.2.3.4", NEWEST, ("must not be an IPv4-mapped IPv6 address",)),
        ("::ffff:1.2.3.04", (1, 35), ()),
        ("10.0.0", NEWEST, ("must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",)),
        ("fe80::1%eth0", NEWEST, ("must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",)),
    ],
)
def test_addresses(value: str, version: tuple[int, int], breaches: formats.Breaches) -> None:
    assert addresses.ip(value, version) == breaches


@pytest.mark.parametrize(
    ("value", "version", "breaches"),
    [
        ("10.0.0.0/8", NEWEST, ()),
        ("fd00::/64", NEWEST, ()),
        ("10.0.0.1/16", (1, 35), ()),
        ("10.0.0.1/16", NEWEST, ("must not have bits set beyond the prefix length",)),
        ("10.0.0.0/08", NEWEST, ("must not have leading 0s in IP or prefix length",)),
        ("10.0.0.0/33", NEWEST, ("must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)",)),
        ("10.0.0.0", NEWEST, ("must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)",)),
    ],
)
def test_ranges_of_addresses(value: str, version: tuple[int, int], breaches: formats.Breaches) -> None:
    assert addresses.cidr(value, version) == breaches


@given(st.ip_addresses())
def test_every_address_passes_before_it_had_to_be_strict(address: addresses.Address) -> None:
    assert addresses.ip(str(address), (1, 35)) == ()


@given(st.ip_addresses(v=4), st.integers(0, 32))
def test_only_networks_pass_as_ranges(address: ipaddress.IPv4Address, length: int) -> None:
    written = f"{address}/{length}"
    network = ipaddress.ip_network(written, strict=False)
    assert (addresses.cidr(written, NEWEST) == ()) is (str(network) == written)


@given(st.text(max_size=20))
def test_a_label_is_a_subdomain_without_dots(value: str) -> None:
    if formats.dns_label(value) == ():
        assert formats.dns_subdomain(value) == ()
        assert "." not in value


@given(st.from_regex(r"[a-z0-9]([-a-z0-9]{0,10}[a-z0-9])?", fullmatch=True))
def test_what_follows_the_pattern_is_a_label(value: str) -> None:
    assert formats.dns_label(value) == formats.dns_subdomain(value) == formats.label_value(value) == ()
