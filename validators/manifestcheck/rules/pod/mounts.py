"""Volumes and block devices inside containers: which, where and how."""

from __future__ import annotations

from manifestcheck.field import Path, forbidden, invalid, not_found, not_supported, required
from manifestcheck.rules.pod.paths import validate_descending, validate_no_backsteps
from manifestcheck.rules.values import Errors, Object

_PROPAGATIONS = ("Bidirectional", "HostToContainer", "None")
_RECURSIONS = ("Disabled", "IfPossible", "Enabled")
_UNIQUE = "must be unique"

Volumes = dict[str, Object]


def validate_mounts(container: Object, path: Path, volumes: Volumes) -> Errors:
    """Check the mounted volumes of a container."""
    mounts = container.get("volumeMounts") or ()
    devices = container.get("volumeDevices") or ()
    device_names = {device.get("name") for device in devices}
    device_paths = {device.get("devicePath") for device in devices}
    places: set[str] = set()
    for index, mount in enumerate(mounts):
        name, place = mount.get("name", ""), mount.get("mountPath", "")
        if not name:
            yield required((*path, index, "name"))
        if name not in volumes:
            yield not_found((*path, index, "name"), name)
        if not place:
            yield required((*path, index, "mountPath"))
        if place in places:
            yield invalid((*path, index, "mountPath"), place, _UNIQUE)
        places.add(place)
        if name in device_names:
            yield invalid((*path, index, "name"), name, "must not already exist in volumeDevices")
        if place in device_paths:
            why = "must not already exist as a path in volumeDevices"
            yield invalid((*path, index, "mountPath"), place, why)
        if len(mount) > 2:  # noqa: PLR2004 - more than its name and its path
            yield from _validate_options(mount, index, container, path)


def _validate_options(mount: Object, index: int, container: Object, path: Path) -> Errors:
    """Check how a volume is mounted; the server leaves out the index of most of it."""
    below, below_expression = mount.get("subPath"), mount.get("subPathExpr")
    if below:
        yield from validate_descending(below, (*path, "subPath"))
    if below_expression:
        if below:
            why = "subPathExpr and subPath are mutually exclusive"
            yield invalid((*path, index, "subPathExpr"), below_expression, why)
        yield from validate_descending(below_expression, (*path, "subPathExpr"))
    if "mountPropagation" in mount:
        yield from _validate_propagation(mount["mountPropagation"], container, (*path, "mountPropagation"))
    if "recursiveReadOnly" in mount:
        yield from _validate_recursion(mount, (*path, "recursiveReadOnly"))


def _validate_propagation(propagation: str, container: Object, path: Path) -> Errors:
    if propagation not in _PROPAGATIONS:
        yield not_supported(path, propagation, _PROPAGATIONS)
    privileged = (container.get("securityContext") or {}).get("privileged")
    if propagation == "Bidirectional" and not privileged:
        why = "Bidirectional mount propagation is available only to privileged containers"
        yield forbidden(path, why)


def _validate_recursion(mount: Object, path: Path) -> Errors:
    mode = mount["recursiveReadOnly"]
    if mode not in _RECURSIONS:
        yield not_supported(path, mode, _RECURSIONS)
    elif mode != "Disabled":
        if not mount.get("readOnly"):
            yield forbidden(path, "may only be specified when readOnly is true")
        if mount.get("mountPropagation", "None") != "None":
            yield forbidden(path, "may only be specified when mountPropagation is None or not specified")


def validate_devices(container: Object, path: Path, volumes: Volumes) -> Errors:
    """Check the block devices of a container."""
    mounts = container.get("volumeMounts") or ()
    mount_names = {mount.get("name") for mount in mounts}
    mount_paths = {mount.get("mountPath") for mount in mounts}
    names: set[str] = set()
    places: set[str] = set()
    for index, device in enumerate(container.get("volumeDevices") or ()):
        name, place = device.get("name", ""), device.get("devicePath", "")
        yield from _validate_device_name(name, (*path, index, "name"), names, volumes)
        yield from _validate_device_path(place, (*path, index, "devicePath"), places)
        if name in mount_names:
            yield invalid((*path, index, "name"), name, "must not already exist in volumeMounts")
        if place in mount_paths:
            why = "must not already exist as a path in volumeMounts"
            yield invalid((*path, index, "devicePath"), place, why)


def _validate_device_name(name: str, path: Path, names: set[str], volumes: Volumes) -> Errors:
    if not name:
        yield required(path)
    if name in names:
        yield invalid(path, name, _UNIQUE)
    if name not in volumes:
        yield not_found(path, name)
    elif not volumes[name].keys() & {"persistentVolumeClaim", "ephemeral"}:
        why = "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode"
        yield invalid(path, name, why)
    if name:
        names.add(name)


def _validate_device_path(place: str, path: Path, places: set[str]) -> Errors:
    if not place:
        yield required(path)
    if place in places:
        yield invalid(path, place, _UNIQUE)
    if any(validate_no_backsteps(place, path)):
        yield invalid(path, place, "can not contain backsteps ('..')")
    else:
        places.add(place)
