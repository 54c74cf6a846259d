"""Volumes of storage systems that the server knows by name."""

from __future__ import annotations

import re
from collections.abc import Callable

from manifestcheck.field import FieldError, Key, Path, invalid, not_supported, required
from manifestcheck.formats import dns_label, within
from manifestcheck.rules.pod.paths import validate_descending
from manifestcheck.rules.values import Errors, Object, one_of, optional_text, required_text

_LAST_LUN = 255
_LAST_PARTITION = 255
_MOST_TENANT_LENGTH = 64
_INITIATORS = {
    "iqn": re.compile(r"iqn\.[0-9]{4}-[0-9]{2}\.([a-zA-Z0-9\-.]+)(:[^,;*&$|\s]+)$", re.ASCII).search,
    "eui": re.compile(r"eui.[a-zA-Z0-9]{16}").fullmatch,
    "naa": re.compile(r"naa.[a-zA-Z0-9]{32}").fullmatch,
}
_HOST_PORT = "must be a host:port pair or multiple pairs separated by commas"
_MANAGED_DISK = (
    "/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}"
)
_BLOB_DISK = "https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd"

VolumeRule = Callable[[Object, Path], Errors]


def demanding(*keys: str) -> VolumeRule:
    """Return the rule that a source has something under each of the keys."""

    def validate(source: Object, path: Path) -> Errors:
        for key in keys:
            if not source.get(key):
                yield required((*path, key))

    return validate


def validate_git_repo(source: Object, path: Path) -> Errors:
    """Check a repository to be cloned."""
    yield from demanding("repository")(source, path)
    yield from validate_descending(source.get("directory", ""), (*path, "directory"))


def on_partition(key: str) -> VolumeRule:
    """Return the rule for a disk, named by `key`, of which one partition may be taken."""

    def validate(source: Object, path: Path) -> Errors:
        yield from demanding(key)(source, path)
        partition = source.get("partition", 0)
        if partition < 0 or partition > _LAST_PARTITION:
            why = f"must be between 1 and {_LAST_PARTITION}, inclusive"
            yield invalid((*path, "partition"), partition, why)

    return validate


def validate_nfs(source: Object, path: Path) -> Errors:
    """Check a folder of another machine."""
    yield from demanding("server", "path")(source, path)
    if not source.get("path", "").startswith("/"):
        yield invalid((*path, "path"), source.get("path", ""), "must be an absolute path")


def validate_iscsi(source: Object, path: Path) -> Errors:
    """Check a disk that is reached by iSCSI."""
    yield from demanding("targetPortal")(source, path)
    if source.get("iqn"):
        yield from _validate_initiator(source["iqn"], (*path, "iqn"))
    else:
        yield required((*path, "iqn"))
    yield from _validate_lun(source.get("lun", 0), (*path, "lun"))
    if (source.get("chapAuthDiscovery") or source.get("chapAuthSession")) and "secretRef" not in source:
        yield required((*path, "secretRef"))
    if "initiatorName" in source:
        yield from _validate_initiator(source["initiatorName"], (*path, "initiatorname"))


def _validate_initiator(name: str, path: Path) -> Errors:
    judge = _INITIATORS.get(name[:3])
    if judge is None:
        yield invalid(path, name, "must be valid format starting with iqn, eui, or naa")
    elif not judge(name):
        yield invalid(path, name, "must be valid format")


def _validate_lun(lun: int, path: Path) -> Errors:
    for breach in within(lun, 0, _LAST_LUN):
        yield invalid(path, lun, breach)


def validate_flocker(source: Object, path: Path) -> Errors:
    """Check a dataset of Flocker."""
    name, uuid = source.get("datasetName"), source.get("datasetUUID")
    if not name and not uuid:
        yield required(path, "one of datasetName and datasetUUID is required")
    if name and uuid:
        why = "datasetName and datasetUUID can not be specified simultaneously"
        yield invalid(path, "resource", why)
    if name and "/" in name:
        yield invalid((*path, "datasetName"), name, "must not contain '/'")


def validate_cinder(source: Object, path: Path) -> Errors:
    """Check a disk of OpenStack."""
    yield from demanding("volumeID")(source, path)
    if "secretRef" in source:
        yield from demanding("name")(source["secretRef"], (*path, "secretRef"))


def validate_quobyte(source: Object, path: Path) -> Errors:
    """Check a volume of Quobyte."""
    registry = source.get("registry", "")
    if not registry:
        yield required((*path, "registry"), _HOST_PORT)
    elif len(source.get("tenant", "")) > _MOST_TENANT_LENGTH:
        why = f"must be a UUID and may not exceed a length of {_MOST_TENANT_LENGTH} characters"
        yield required((*path, "tenant"), why)
    else:
        for pair in registry.split(","):
            if not _is_host_port(pair):
                yield invalid((*path, "registry"), registry, _HOST_PORT)
    yield from demanding("volume")(source, path)


def _is_host_port(pair: str) -> bool:
    """Tell whether a text has one colon, or several inside brackets and one after them."""
    host, colon, port = pair.rpartition(":")
    if not colon:
        return False
    bracketed = host.startswith("[") and host.endswith("]")
    inner = host[1:-1] if bracketed else host
    return not any(char in inner for char in "[]") and "]" not in port and (bracketed or ":" not in host)


def validate_fc(source: Object, path: Path) -> Errors:
    """Check a disk that is reached by Fibre Channel."""
    targets, wide = source.get("targetWWNs"), source.get("wwids")
    if not targets and not wide:
        why = "must specify either targetWWNs or wwids, but not both"
        yield required((*path, "targetWWNs"), why)
    if targets and wide:
        why = "targetWWNs and wwids can not be specified simultaneously"
        yield invalid((*path, "targetWWNs"), targets, why)
    if targets and "lun" not in source:
        yield required((*path, "lun"), "lun is required if targetWWNs is specified")
    elif targets:
        yield from _validate_lun(source["lun"], (*path, "lun"))


def validate_flex_volume(source: Object, path: Path) -> Errors:
    """Check a volume of a driver on the nodes."""
    yield from demanding("driver")(source, path)
    for key in source.get("options") or ():
        if f".{key.partition('/')[0].lower()}".endswith((".kubernetes.io", ".k8s.io")):
            why = "kubernetes.io and k8s.io namespaces are reserved"
            yield invalid((*path, "options", Key(key)), key, why)


def validate_azure_disk(source: Object, path: Path) -> Errors:
    """Check a disk of Azure."""
    yield from demanding("diskName", "diskURI")(source, path)
    yield from one_of(source, "cachingMode", path, ("None", "ReadOnly", "ReadWrite"))
    yield from one_of(source, "kind", path, ("Shared", "Dedicated", "Managed"))
    managed, uri = source["kind"] == "Managed", source.get("diskURI", "")
    if not uri.startswith("/subscriptions/" if managed else "https://"):
        yield _wrong_disk((*path, "diskURI"), uri, managed=managed)


def _wrong_disk(path: Path, uri: str, *, managed: bool) -> FieldError:
    return not_supported(path, uri, (_MANAGED_DISK if managed else _BLOB_DISK,))


def validate_storage_os(source: Object, path: Path) -> Errors:
    """Check a volume of StorageOS."""
    yield from required_text(source, "volumeName", path, dns_label)
    yield from optional_text(source, "volumeNamespace", path, dns_label)
    if "secretRef" in source:
        yield from demanding("name")(source["secretRef"], (*path, "secretRef"))
