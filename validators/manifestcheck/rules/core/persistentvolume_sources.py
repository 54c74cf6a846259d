"""What a PersistentVolume can be made of, and what each source must say."""

from __future__ import annotations

from manifestcheck.field import Path, invalid, not_supported, required
from manifestcheck.formats import dns_label, dns_subdomain, within
from manifestcheck.rules.csi_driver_name import validate_driver_name
from manifestcheck.rules.values import Errors, Object, malformed, one_of, required_text

_REQUIRED: dict[str, tuple[str, ...]] = {
    "hostPath": ("path",),
    "gcePersistentDisk": ("pdName",),
    "awsElasticBlockStore": ("volumeID",),
    "glusterfs": ("endpoints", "path"),
    "flocker": (),
    "nfs": ("server", "path"),
    "rbd": ("monitors", "image"),
    "quobyte": ("registry",),
    "cephfs": ("monitors",),
    "iscsi": ("targetPortal", "iqn"),
    "cinder": ("volumeID",),
    "fc": (),
    "flexVolume": ("driver",),
    "azureFile": ("secretName", "shareName"),
    "vsphereVolume": ("volumePath",),
    "photonPersistentDisk": ("pdID",),
    "portworxVolume": ("volumeID",),
    "azureDisk": ("diskName", "diskURI"),
    "scaleIO": ("gateway", "system", "volumeName"),
    "local": ("path",),
    "storageos": ("volumeName",),
    "csi": (),
}
"""The texts and lists that each source must have, the sources in the server's order."""

SOURCES = tuple(_REQUIRED)

_SHOWN = {"gcePersistentDisk": "persistentDisk"}
"""Sources that the server calls otherwise once it looks into them."""

_HOST_PATH_TYPES = (
    "",
    "BlockDevice",
    "CharDevice",
    "Directory",
    "DirectoryOrCreate",
    "File",
    "FileOrCreate",
    "Socket",
)
_SECRETS_OF_CSI = (
    "controllerPublishSecretRef",
    "controllerExpandSecretRef",
    "nodePublishSecretRef",
    "nodeExpandSecretRef",
)
_LAST_PARTITION = 255
_TARGETS = ("iqn", "eui", "naa")
_CACHING = ("None", "ReadOnly", "ReadWrite")
_DISK_KINDS = ("Dedicated", "Managed", "Shared")


def validate_source(key: str, source: Object, path: Path) -> Errors:
    """Check one source of a volume; `path` is that of the volume."""
    place = (*path, _SHOWN.get(key, key))
    for name in _REQUIRED[key]:
        if not source.get(name):
            yield required((*place, name))
    match key:
        case "hostPath" | "local":
            yield from _validate_path(source, place)
        case "gcePersistentDisk" | "awsElasticBlockStore":
            partition = source.get("partition", 0)
            yield from malformed((*place, "partition"), partition, within(partition, 0, _LAST_PARTITION))
        case "nfs":
            if not (source.get("path") or "/").startswith("/"):
                yield invalid((*place, "path"), source["path"], "must be an absolute path")
        case "iscsi":
            yield from _validate_iscsi(source, place)
        case "azureDisk":
            yield from one_of(source, "cachingMode", place, _CACHING)
            yield from one_of(source, "kind", place, _DISK_KINDS)
        case "csi":
            yield from _validate_csi(source, place)


def _validate_path(source: Object, path: Path) -> Errors:
    text = source.get("path") or ""
    if not text:
        return
    if ".." in text.split("/"):
        yield invalid((*path, "path"), text, "must not contain '..'")
    kind = source.get("type")
    if kind is not None and kind not in _HOST_PATH_TYPES:
        yield not_supported((*path, "type"), kind, _HOST_PATH_TYPES)


def _validate_iscsi(source: Object, path: Path) -> Errors:
    name, lun = source.get("iqn") or "", source.get("lun", 0)
    if name and not name.startswith(_TARGETS):
        yield invalid((*path, "iqn"), name, "must be valid format starting with iqn, eui, or naa")
    yield from malformed((*path, "lun"), lun, within(lun, 0, _LAST_PARTITION))
    needs_secret = source.get("chapAuthDiscovery") or source.get("chapAuthSession")
    if needs_secret and source.get("secretRef") is None:
        yield required((*path, "secretRef"))
    elif source.get("secretRef") is not None and not source["secretRef"].get("name"):
        yield required((*path, "secretRef", "name"))


def _validate_csi(source: Object, path: Path) -> Errors:
    yield from validate_driver_name(source.get("driver") or "", (*path, "driver"))
    if not source.get("volumeHandle"):
        yield required((*path, "volumeHandle"))
    for key in _SECRETS_OF_CSI:
        if source.get(key) is not None:
            yield from required_text(source[key], "name", (*path, key), dns_subdomain)
            yield from required_text(source[key], "namespace", (*path, key), dns_label)
