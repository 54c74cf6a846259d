"""PersistentVolumeClaims, on their own and as templates in other kinds."""

from __future__ import annotations

from manifestcheck.field import Key, Path, forbidden, invalid, not_supported, required
from manifestcheck.formats import dns_label, dns_subdomain
from manifestcheck.quantity import quantity
from manifestcheck.rules.labels import validate_selector
from manifestcheck.rules.values import Errors, Object, one_of, optional_text, positive_quantity
from manifestcheck.version import Version

ATTRIBUTES_CLASS_FROM = Version(1, 34)
"""The version from which the server reads `volumeAttributesClassName` without a feature gate."""

_ACCESS_MODES = ("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod")
_ALONE = "ReadWriteOncePod"
_OLD_SOURCES = (("", "PersistentVolumeClaim"), ("snapshot.storage.k8s.io", "VolumeSnapshot"))
_VOLUME_MODES = ("Block", "Filesystem")


def default(claim: Object) -> None:
    """Fill in what the server does before it validates."""
    default_spec(claim.setdefault("spec", {}))


def default_spec(spec: Object) -> None:
    """Let both fields for the source of data say the same; the older one drops what it never knew."""
    source, reference = spec.get("dataSource"), spec.get("dataSourceRef")
    if reference is not None:
        reference.pop("namespace", None)
    if source is not None and reference is None:
        if (source.get("apiGroup") or "", source.get("kind")) in _OLD_SOURCES:
            spec["dataSourceRef"] = dict(source)
        else:
            del spec["dataSource"]
    elif reference is not None and source is None:
        spec["dataSource"] = dict(reference)


def validate(claim: Object, version: Version) -> Errors:
    """Check a PersistentVolumeClaim."""
    yield from validate_claim_spec(claim["spec"], ("spec",), version)


def validate_claim_spec(spec: Object, path: Path, version: Version) -> Errors:
    """Check what a claim asks for."""
    if not spec.get("accessModes"):
        yield required((*path, "accessModes"), "at least 1 access mode is required")
    if spec.get("selector") is not None:
        yield from validate_selector(spec["selector"], (*path, "selector"))
    yield from validate_access_modes(spec, path)
    yield from _validate_size(spec, path)
    yield from optional_text(spec, "storageClassName", path, dns_subdomain)
    yield from one_of(spec, "volumeMode", path, _VOLUME_MODES)
    yield from _validate_sources(spec, path)
    if version >= ATTRIBUTES_CLASS_FROM:
        yield from optional_text(spec, "volumeAttributesClassName", path, dns_subdomain)


def validate_access_modes(spec: Object, path: Path) -> Errors:
    """Check the access modes of a claim or a volume."""
    modes = spec.get("accessModes") or ()
    for mode in modes:
        if mode not in _ACCESS_MODES:
            yield not_supported((*path, "accessModes"), mode, _ACCESS_MODES)
    if _ALONE in modes and any(mode in _ACCESS_MODES and mode != _ALONE for mode in modes):
        yield forbidden((*path, "accessModes"), f"may not use {_ALONE} with other access modes")


def _validate_size(spec: Object, path: Path) -> Errors:
    requests = (spec.get("resources") or {}).get("requests") or {}
    place: Path = (*path, "resources", Key("storage"))
    if "storage" in requests:
        yield from positive_quantity(place, quantity(requests["storage"]))
    else:
        yield required(place)


def _validate_sources(spec: Object, path: Path) -> Errors:
    for key in ("dataSource", "dataSourceRef"):
        if spec.get(key) is not None:
            yield from _validate_source(spec[key], (*path, key))
    source, reference = spec.get("dataSource"), spec.get("dataSourceRef")
    if source is not None and reference is not None and not _is_same(source, reference):
        yield invalid(path, {}, "must match dataSourceRef")


def _validate_source(source: Object, path: Path) -> Errors:
    for key in ("name", "kind"):
        if not source.get(key):
            yield required((*path, key))
    if not source.get("apiGroup") and source.get("kind") != "PersistentVolumeClaim":
        why = "must be 'PersistentVolumeClaim' when referencing the default apiGroup"
        yield invalid(path, source.get("kind", ""), why)
    yield from optional_text(source, "apiGroup", path, dns_subdomain)
    yield from optional_text(source, "namespace", path, dns_label)


def _is_same(source: Object, reference: Object) -> bool:
    return all(source.get(key) == reference.get(key) for key in ("apiGroup", "kind", "name"))
