"""Names that begin with a domain and go on with a path, such as `acme.io/foo`."""

from __future__ import annotations

import re

from manifestcheck.field import Path, invalid, required
from manifestcheck.formats import dns_subdomain
from manifestcheck.rules.values import Errors, malformed

_NOT_PREFIXED = 'must be a domain-prefixed path (such as "acme.io/foo")'
_PATH = r"[A-Za-z0-9/\-._~%!$&'()*+,;=:]+"
_is_path = re.compile(_PATH).fullmatch


def validate_domain_path(value: str, path: Path) -> Errors:
    """Check a name that begins with a domain."""
    domain, _, rest = value.partition("/")
    if not value:
        yield required(path)
    elif not domain or not rest:
        yield invalid(path, value, _NOT_PREFIXED)
    else:
        yield from malformed(path, domain, dns_subdomain(domain))
        if not _is_path(rest):
            yield invalid(path, rest, f"Invalid path (regex used for validation is '{_PATH}')")
