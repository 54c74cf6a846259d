"""PersistentVolumes, on their own and inside a VolumeAttachment."""

from __future__ import annotations

from posixpath import normpath

from manifestcheck.field import FieldError, Key, Path, forbidden, not_supported, required
from manifestcheck.formats import dns_subdomain
from manifestcheck.rules.core.persistentvolume_sources import SOURCES, default_source, validate_source
from manifestcheck.rules.core.persistentvolumeclaim import ATTRIBUTES_CLASS_FROM, validate_access_modes
from manifestcheck.rules.node_selector import validate_node_selector
from manifestcheck.rules.values import Errors, Object, one_of, optional_text, positive_quantity, quantities
from manifestcheck.version import Version

_SPEC: Path = ("spec",)
_RECLAIM_POLICIES = ("Delete", "Recycle", "Retain")
_VOLUME_MODES = ("Block", "Filesystem")
_RETAIN = "Retain"
_INLINE = "may not be specified in the context of inline volumes"


def default(volume: Object) -> None:
    """Fill in what the server does before it validates."""
    default_spec(volume.setdefault("spec", {}))


def default_spec(spec: Object) -> None:
    """Fill in what a volume leaves out, wherever it is."""
    spec["persistentVolumeReclaimPolicy"] = spec.get("persistentVolumeReclaimPolicy") or _RETAIN
    spec.setdefault("volumeMode", _VOLUME_MODES[1])
    default_source(spec)


def validate(volume: Object, version: Version) -> Errors:
    """Check a PersistentVolume."""
    spec = volume["spec"]
    yield from _validate_modes(spec, _SPEC)
    yield from _validate_capacity(spec)
    yield from one_of(spec, "persistentVolumeReclaimPolicy", _SPEC, _RECLAIM_POLICIES)
    yield from _validate_affinity(spec)
    yield from _validate_sources(spec, _SPEC)
    yield from _validate_recycling(spec, _SPEC)
    yield from optional_text(spec, "storageClassName", _SPEC, dns_subdomain)
    yield from one_of(spec, "volumeMode", _SPEC, _VOLUME_MODES)
    if version >= ATTRIBUTES_CLASS_FROM:
        yield from _validate_attributes_class(spec, _SPEC)


def validate_inline(spec: Object, path: Path, version: Version) -> Errors:
    """Check a volume that is written into a VolumeAttachment, where only CSI volumes may be."""
    yield from _forbidden_inline(spec, path, "claimRef", "capacity")
    if spec.get("csi") is None:
        yield required((*path, "csi"), "has to be specified in the context of inline volumes")
    yield from _validate_modes(spec, path)
    if spec["persistentVolumeReclaimPolicy"] != _RETAIN:
        why = f"may only be {_RETAIN} in the context of inline volumes"
        yield forbidden((*path, "persistentVolumeReclaimPolicy"), why)
    yield from _forbidden_inline(spec, path, "nodeAffinity")
    yield from _validate_sources(spec, path)
    yield from _validate_recycling(spec, path)
    yield from _forbidden_inline(spec, path, "storageClassName")
    if spec["volumeMode"] != _VOLUME_MODES[1]:
        why = f"may not specify volumeMode other than {_VOLUME_MODES[1]} in the context of inline volumes"
        yield forbidden((*path, "volumeMode"), why)
    if version >= ATTRIBUTES_CLASS_FROM:
        yield from _validate_attributes_class(spec, path)


def _forbidden_inline(spec: Object, path: Path, *keys: str) -> Errors:
    for key in keys:
        if spec.get(key):
            yield forbidden((*path, key), _INLINE)


def _validate_modes(spec: Object, path: Path) -> Errors:
    if not spec.get("accessModes"):
        yield required((*path, "accessModes"))
    yield from validate_access_modes(spec, path)


def _validate_capacity(spec: Object) -> Errors:
    capacity, path = spec.get("capacity") or {}, (*_SPEC, "capacity")
    if not capacity:
        yield required(path)
    if [*capacity] != ["storage"]:
        yield not_supported(path, capacity or None, ("storage",))
    for name, amount in quantities(spec, "capacity"):
        yield from positive_quantity((*path, Key(name)), amount)


def _validate_affinity(spec: Object) -> Errors:
    affinity, path = spec.get("nodeAffinity"), (*_SPEC, "nodeAffinity", "required")
    if affinity is None:
        return
    if affinity.get("required") is None:
        yield required(path, "must specify required node constraints")
    else:
        yield from validate_node_selector(affinity["required"], path)


def _validate_sources(spec: Object, path: Path) -> Errors:
    present = [key for key in SOURCES if spec.get(key) is not None]
    if not present:
        yield required(path, "must specify a volume type")
    for key in present:
        if key == present[0]:
            yield from validate_source(key, spec[key], path)
            if key == "local" and spec.get("nodeAffinity") is None:
                yield required((*path, "nodeAffinity"), "Local volume requires node affinity")
        else:
            shown = "cephFS" if key == "cephfs" else key
            yield forbidden((*path, shown), "may not specify more than 1 volume type")


def _validate_recycling(spec: Object, path: Path) -> Errors:
    host_path = (spec.get("hostPath") or {}).get("path")
    if (
        host_path
        and normpath(host_path) in {"/", "//"}
        and spec["persistentVolumeReclaimPolicy"] == "Recycle"
    ):
        why = "may not be 'recycle' for a hostPath mount of '/'"
        yield forbidden((*path, "persistentVolumeReclaimPolicy"), why)


def _validate_attributes_class(spec: Object, path: Path) -> Errors:
    name = spec.get("volumeAttributesClassName")
    if name is None:
        return
    if not name:
        yield required((*path, "volumeAttributesClassName"), "an empty string is disallowed")
    yield from optional_text(spec, "volumeAttributesClassName", path, dns_subdomain)
    if spec.get("csi") is None:
        yield _csi_missing(path)


def _csi_missing(path: Path) -> FieldError:
    return required((*path, "csi"), "has to be specified when using volumeAttributesClassName")
