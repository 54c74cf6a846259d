"""What a PersistentVolume can be made of, and what each source must say."""

from __future__ import annotations

from typing import Final

from manifestcheck.field import Path, invalid, required
from manifestcheck.formats import dns_label, dns_subdomain
from manifestcheck.rules.csi_driver_name import validate_driver_name
from manifestcheck.rules.pod import legacy_volumes as legacy
from manifestcheck.rules.pod.legacy_volumes import VolumeRule, demanding
from manifestcheck.rules.pod.paths import validate_no_backsteps
from manifestcheck.rules.pod.volumes import validate_host_path
from manifestcheck.rules.values import Errors, Object, malformed, required_text

_SECRETS_OF_CSI: Final = (
    "controllerPublishSecretRef",
    "controllerExpandSecretRef",
    "nodePublishSecretRef",
    "nodeExpandSecretRef",
)


def default_source(spec: Object) -> None:
    """Fill in what a source leaves out."""
    if "azureDisk" in spec:
        for key, value in (("kind", "Shared"), ("cachingMode", "ReadWrite")):
            spec["azureDisk"].setdefault(key, value)


def validate_source(key: str, source: Object, path: Path) -> Errors:
    """Check one source of a volume; `path` is that of the volume."""
    yield from SOURCES[key](source, (*path, _SHOWN.get(key, key)))


def _with_secret(rule: VolumeRule, *keys: str) -> VolumeRule:
    """Return a rule that also looks at the secret, which needs something under each of the keys."""

    def validate(source: Object, path: Path) -> Errors:
        yield from rule(source, path)
        if "secretRef" in source:
            yield from demanding(*keys)(source["secretRef"], (*path, "secretRef"))

    return validate


def _validate_glusterfs(source: Object, path: Path) -> Errors:
    yield from demanding("endpoints", "path")(source, path)
    namespace = source.get("endpointsNamespace")
    if namespace is not None:
        place = (*path, "endpointsNamespace")
        if namespace:
            yield from malformed(place, namespace, dns_label(namespace))
        else:
            yield invalid(
                place, namespace, "if the endpointnamespace is set, it must be a valid namespace name"
            )


def _validate_azure_file(source: Object, path: Path) -> Errors:
    yield from demanding("secretName", "shareName")(source, path)
    if source.get("secretNamespace") == "":
        yield required((*path, "secretNamespace"))


def _validate_local(source: Object, path: Path) -> Errors:
    yield from demanding("path")(source, path)
    yield from validate_no_backsteps(source.get("path", ""), (*path, "path"))


def _validate_csi(source: Object, path: Path) -> Errors:
    yield from validate_driver_name(source.get("driver") or "", (*path, "driver"))
    yield from demanding("volumeHandle")(source, path)
    for key in _SECRETS_OF_CSI:
        if key in source:
            yield from required_text(source[key], "name", (*path, key), dns_subdomain)
            yield from required_text(source[key], "namespace", (*path, key), dns_label)


SOURCES: Final[dict[str, VolumeRule]] = {
    "hostPath": validate_host_path,
    "gcePersistentDisk": legacy.on_partition("pdName"),
    "awsElasticBlockStore": legacy.on_partition("volumeID"),
    "glusterfs": _validate_glusterfs,
    "flocker": legacy.validate_flocker,
    "nfs": legacy.validate_nfs,
    "rbd": demanding("monitors", "image"),
    "quobyte": legacy.validate_quobyte,
    "cephfs": demanding("monitors"),
    "iscsi": _with_secret(legacy.validate_iscsi, "name"),
    "cinder": _with_secret(demanding("volumeID"), "name", "namespace"),
    "fc": legacy.validate_fc,
    "flexVolume": legacy.validate_flex_volume,
    "azureFile": _validate_azure_file,
    "vsphereVolume": demanding("volumePath"),
    "photonPersistentDisk": demanding("pdID"),
    "portworxVolume": demanding("volumeID"),
    "azureDisk": legacy.validate_azure_disk,
    "scaleIO": demanding("gateway", "system", "volumeName"),
    "local": _validate_local,
    "storageos": _with_secret(legacy.validate_storage_os, "namespace"),
    "csi": _validate_csi,
}
"""The rule of each source, in the server's order."""

_SHOWN: Final = {"gcePersistentDisk": "persistentDisk"}
"""Sources that the server calls otherwise once it looks into them."""
