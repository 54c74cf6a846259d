"""What an autoscaler scales or measures: a reference by API version, kind and name."""

from __future__ import annotations

from manifestcheck.field import Path, invalid
from manifestcheck.rules.object_reference import validate_named
from manifestcheck.rules.values import Errors, Object
from manifestcheck.version import Version

_GROUPS_FROM = Version(1, 36)
"""The version that demands of what is scaled an API group."""

_CORE_KIND = "ReplicationController"
"""The only kind of the core group, which has no name, that can be scaled."""


def validate_described(reference: Object, path: Path) -> Errors:
    """Check a reference to what is measured."""
    yield from validate_named(reference, path, "kind", "name")
    yield from _validate_version(reference.get("apiVersion") or "", (*path, "apiVersion"))


def validate_target(reference: Object, path: Path, version: Version) -> Errors:
    """Check a reference to what is scaled."""
    yield from validate_named(reference, path, "kind", "name")
    api_version, place = reference.get("apiVersion") or "", (*path, "apiVersion")
    if version < _GROUPS_FROM:
        return
    yield from _validate_version(api_version, place)
    if "/" not in api_version and reference.get("kind") != _CORE_KIND:
        yield invalid(place, api_version, "apiVersion must specify API group")


def _validate_version(api_version: str, path: Path) -> Errors:
    if api_version.count("/") > 1:
        yield invalid(path, api_version, f"unexpected GroupVersion string: {api_version}")
