"""The formats of names and numbers that the API knows, each with the server's sentences about a breach."""

from __future__ import annotations

import re
from functools import lru_cache

Breaches = tuple[str, ...]
"""What is wrong with a value, in the server's words and order; empty: nothing."""

_LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?"
_SUBDOMAIN = rf"{_LABEL}(\.{_LABEL})*"
_UNDERSCORED = "_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?"
_UNDERSCORED_SUBDOMAIN = rf"{_UNDERSCORED}(\.{_UNDERSCORED})*"
_LABEL_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?"
_WILDCARD = rf"\*\.{_SUBDOMAIN}"
_NAME_PART = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]"
_LABEL_VALUE = f"({_NAME_PART})?"
_ENV_NAME = "[-._a-zA-Z][-._a-zA-Z0-9]*"
_CONFIG_KEY = "[-._a-zA-Z0-9]+"
_HTTP_HEADER = "[-A-Za-z0-9]+"
_PERCENT = "[0-9]+%"

_is_label = re.compile(_LABEL).fullmatch
_is_subdomain = re.compile(_SUBDOMAIN).fullmatch
_is_underscored_subdomain = re.compile(_UNDERSCORED_SUBDOMAIN).fullmatch
_is_label_1035 = re.compile(_LABEL_1035).fullmatch
_is_wildcard = re.compile(_WILDCARD).fullmatch
_is_name_part = re.compile(_NAME_PART).fullmatch
_is_label_value = re.compile(_LABEL_VALUE).fullmatch
_is_strict_env_name = re.compile(_ENV_NAME).fullmatch
_is_relaxed_env_name = re.compile(r"[ -<>-~]*").fullmatch
_is_config_key = re.compile(_CONFIG_KEY).fullmatch
_is_http_header = re.compile(_HTTP_HEADER).fullmatch
_is_percent = re.compile(_PERCENT).fullmatch
_is_port_charset = re.compile("[-a-z0-9]+").fullmatch
_has_letter = re.compile("[a-z]").search

_ALPHANUMERIC_ENDS = "and must start and end with an alphanumeric character"
_RELAXED_ENV_NAMES_FROM = (1, 32)

LABEL_LENGTH = 63
SUBDOMAIN_LENGTH = 253
PORT_NAME_LENGTH = 15
LAST_PORT = 65535
LAST_ID = 2**31 - 1

NEGATIVE = "must be greater than or equal to 0"
EMPTY = "must be non-empty"


def _wording(fact: str, pattern: str, *examples: str) -> str:
    """Return a sentence with its examples, with the commas that the server puts between them."""
    listed = " or ".join(f"'{one}', " for one in examples)
    return f"{fact} (e.g. {listed}regex used for validation is '{pattern}')"


_NOT_LABEL = _wording(
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', "
    f"{_ALPHANUMERIC_ENDS}",
    _LABEL,
    "my-name",
    "123-abc",
)
_NOT_SUBDOMAIN = _wording(
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', "
    f"{_ALPHANUMERIC_ENDS}",
    _SUBDOMAIN,
    "example.com",
)
_NOT_UNDERSCORED_SUBDOMAIN = _wording(
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', "
    f"{_ALPHANUMERIC_ENDS}",
    _UNDERSCORED_SUBDOMAIN,
    "example.com",
)
_NOT_LABEL_1035 = _wording(
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', "
    "start with an alphabetic character, and end with an alphanumeric character",
    _LABEL_1035,
    "my-name",
    "abc-123",
)
_NOT_WILDCARD = _wording(
    "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must "
    "consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
    _WILDCARD,
    "*.example.com",
)
_NAME_PART_RULE = f"must consist of alphanumeric characters, '-', '_' or '.', {_ALPHANUMERIC_ENDS}"
_NAME_PART_EXAMPLES = ("MyName", "my.name", "123-abc")
_NOT_NAME_PART = _wording(f"name part {_NAME_PART_RULE}", _NAME_PART, *_NAME_PART_EXAMPLES)
_NOT_LABEL_KEY = (
    _wording(f"a valid label key {_NAME_PART_RULE}", _NAME_PART, *_NAME_PART_EXAMPLES)
    + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
)
_NOT_LABEL_VALUE = _wording(
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', "
    f"{_ALPHANUMERIC_ENDS}",
    _LABEL_VALUE,
    "MyValue",
    "my_value",
    "12345",
)
_NOT_STRICT_ENV_NAME = _wording(
    "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', "
    "and must not start with a digit",
    _ENV_NAME,
    "my.env-name",
    "MY_ENV.NAME",
    "MyEnvName1",
)
_NOT_RELAXED_ENV_NAME = (
    "a valid environment variable name must consist only of printable ASCII characters other than '='"
)
_NOT_CONFIG_KEY = _wording(
    "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
    _CONFIG_KEY,
    "key.name",
    "KEY_NAME",
    "key-name",
)
_NOT_HTTP_HEADER = _wording(
    "a valid HTTP header must consist of alphanumeric characters or '-'", _HTTP_HEADER, "X-Header-Name"
)
_NOT_PERCENT = _wording(
    "a valid percent string must be a numeric string followed by an ending '%'", _PERCENT, "1%", "93%"
)


def longer(value: str, most: int) -> bool:
    """Tell whether a text has more than `most` bytes, which is how Go counts."""
    return len(value) > most or (not value.isascii() and len(value.encode(errors="surrogatepass")) > most)


@lru_cache(maxsize=4096)
def dns_label(value: str) -> Breaches:
    """Judge a DNS label as of RFC 1123: the name of a container, a volume, a namespace."""
    found = _length(value, LABEL_LENGTH)
    if not _is_label(value):
        found += ("must not contain dots" if _is_subdomain(value) else _NOT_LABEL,)
    return found


@lru_cache(maxsize=4096)
def dns_subdomain(value: str) -> Breaches:
    """Judge a DNS subdomain as of RFC 1123: the name of most objects."""
    found = _length(value, SUBDOMAIN_LENGTH)
    return found if _is_subdomain(value) else (*found, _NOT_SUBDOMAIN)


def dns_subdomain_with_underscore(value: str) -> Breaches:
    """Judge a DNS subdomain whose labels may hold underscores: a search domain."""
    found = _length(value, SUBDOMAIN_LENGTH)
    return found if _is_underscored_subdomain(value) else (*found, _NOT_UNDERSCORED_SUBDOMAIN)


def dns_label_1035(value: str) -> Breaches:
    """Judge a DNS label as of RFC 1035, which starts with a letter: the name of a service."""
    found = _length(value, LABEL_LENGTH)
    return found if _is_label_1035(value) else (*found, _NOT_LABEL_1035)


def wildcard_dns_subdomain(value: str) -> Breaches:
    """Judge a host such as `*.example.com`."""
    found = _length(value, SUBDOMAIN_LENGTH)
    return found if _is_wildcard(value) else (*found, _NOT_WILDCARD)


@lru_cache(maxsize=4096)
def qualified_name(value: str) -> Breaches:
    """Judge a label key, which is also the form of resource names, taint keys and topology keys."""
    prefix, slash, name = value.rpartition("/")
    if "/" in prefix:
        return (_NOT_LABEL_KEY,)
    found: Breaches = ()
    if slash and not prefix:
        found = (f"prefix part {EMPTY}",)
    elif slash:
        found = tuple(f"prefix part {one}" for one in dns_subdomain(prefix))
    if not name:
        found += (f"name part {EMPTY}",)
    elif longer(name, LABEL_LENGTH):
        found += (f"name part must be no more than {LABEL_LENGTH} bytes",)
    return found if _is_name_part(name) else (*found, _NOT_NAME_PART)


@lru_cache(maxsize=4096)
def label_value(value: str) -> Breaches:
    """Judge the value of a label."""
    found = (f"must be no more than {LABEL_LENGTH} bytes",) if longer(value, LABEL_LENGTH) else ()
    return found if _is_label_value(value) else (*found, _NOT_LABEL_VALUE)


@lru_cache(maxsize=4096)
def env_name(value: str, version: tuple[int, int]) -> Breaches:
    """Judge the name of an environment variable, which any printable ASCII but `=` may make up since 1.32."""
    if version >= _RELAXED_ENV_NAMES_FROM:
        if not value:
            return (f"environment variable name {EMPTY}",)
        return () if _is_relaxed_env_name(value) else (_NOT_RELAXED_ENV_NAME,)
    found = () if _is_strict_env_name(value) else (_NOT_STRICT_ENV_NAME,)
    return found + _leads_upwards(value)


def config_key(value: str) -> Breaches:
    """Judge a key of a ConfigMap or Secret, which becomes the name of a file."""
    found = _length(value, SUBDOMAIN_LENGTH)
    if not _is_config_key(value):
        found += (_NOT_CONFIG_KEY,)
    return found + _leads_upwards(value)


def http_header_name(value: str) -> Breaches:
    """Judge the name of an HTTP header."""
    return () if _is_http_header(value) else (_NOT_HTTP_HEADER,)


def percent(value: str) -> Breaches:
    """Judge a share such as `25%`."""
    return () if _is_percent(value) else (_NOT_PERCENT,)


@lru_cache(maxsize=4096)
def port_name(value: str) -> Breaches:
    """Judge the name of a port: an IANA service name."""
    found = _length(value, PORT_NAME_LENGTH)
    if not _is_port_charset(value):
        found += ("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)",)
    if not _has_letter(value):
        found += ("must contain at least one letter (a-z)",)
    if "--" in value:
        found += ("must not contain consecutive hyphens",)
    if value.startswith("-") or value.endswith("-"):
        found += ("must not begin or end with a hyphen",)
    return found


def port_number(value: int) -> Breaches:
    """Judge the number of a port."""
    return within(value, 1, LAST_PORT)


def within(value: int, least: int, most: int) -> Breaches:
    """Judge a number against its bounds, which belong to the range."""
    return () if least <= value <= most else (f"must be between {least} and {most}, inclusive",)


def _length(value: str, most: int) -> Breaches:
    return (f"must be no more than {most} characters",) if longer(value, most) else ()


def _leads_upwards(value: str) -> Breaches:
    if value in {".", ".."}:
        return (f"must not be '{value}'",)
    return ("must not start with '..'",) if value.startswith("..") else ()
