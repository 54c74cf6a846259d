"""Devices that a pod claims by name."""

from __future__ import annotations

from manifestcheck.field import Path, duplicate, invalid, required
from manifestcheck.formats import dns_label, dns_subdomain
from manifestcheck.rules.values import Errors, Object, malformed, present_text
from manifestcheck.version import Version

CLAIMS_FROM = Version(1, 34)
"""The version that reads claims of devices without a feature gate."""

_SOURCES = ("resourceClaimName", "resourceClaimTemplateName")


def claim_names(spec: Object) -> tuple[str, ...]:
    """Return the names by which containers can refer to the pod's claims."""
    return tuple(
        dict.fromkeys(claim["name"] for claim in spec.get("resourceClaims") or () if claim.get("name"))
    )


def validate_resource_claims(claims: list[Object], path: Path) -> Errors:
    """Check that each claim has a name of its own and one source."""
    names: set[str] = set()
    for index, claim in enumerate(claims):
        place: Path = (*path, index)
        name = claim.get("name", "")
        if not name:
            yield required((*place, "name"))
        elif name in names:
            yield duplicate((*place, "name"), name)
        else:
            yield from malformed((*place, "name"), name, dns_label(name))
            names.add(name)
        yield from _validate_source(claim, place)


def _validate_source(claim: Object, path: Path) -> Errors:
    given = [key for key in _SOURCES if key in claim]
    if len(given) > 1:
        why = "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified"
        yield invalid(path, claim, why)
    if not given:
        why = "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`"
        yield invalid(path, claim, why)
    for key in given:
        yield from present_text(claim, key, path, dns_subdomain)
