"""Which kinds a server of some version knows, and what to say of one that it does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from manifestcheck.schema.api import Api, on_by_default
from manifestcheck.schema.struct import Struct

_GONE_GROUPS: Final = frozenset(("extensions", "settings.k8s.io", "auditregistration.k8s.io"))
"""Groups that servers had once."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Why a kind of a built-in group is not served."""

    message: str
    help: str


def served(of: Api, api_version: str, kind: str) -> Struct | None:
    """Return the type of a kind that the server takes unless the cluster turns more on."""
    return of.kind(api_version, kind) if on_by_default(api_version, kind) else None


def no_match(of: Api, api_version: str, kind: str) -> Mismatch | None:
    """Return what the server says of a kind that it does not serve, None for one of a foreign group."""
    group = _group(api_version)
    if group not in _GONE_GROUPS and all(_group(known) != group for known, _ in of.kinds()):
        return None
    message = f'no matches for kind "{kind}" in version "{api_version}"'
    return Mismatch(message, _way_out(of, api_version, kind))


def _group(api_version: str) -> str:
    return api_version.rpartition("/")[0]


def _way_out(of: Api, api_version: str, kind: str) -> str:
    versions = sorted(known for known, one in of.kinds() if one == kind and on_by_default(known, one))
    if versions:
        return f"Kubernetes {of.version} serves `{kind}` as {' and '.join(f'`{one}`' for one in versions)}."
    if of.kind(api_version, kind) is not None:
        return f"Kubernetes {of.version} serves `{api_version}` only if the cluster turns it on."
    kinds = {one for _, one in of.kinds()}
    near = next((one for one in sorted(kinds) if one.casefold() == kind.casefold().removesuffix("s")), None)
    if near is not None:
        return f"Did you mean `{near}`?"
    return f"Kubernetes {of.version} has no kind of this name."
