"""The volumes of a pod: one source each, with names that containers refer to."""

from __future__ import annotations

from collections.abc import Iterable

from manifestcheck.field import FieldError, Path, duplicate, forbidden, invalid, not_supported, required
from manifestcheck.formats import dns_label
from manifestcheck.quantity import QuantityError, quantity
from manifestcheck.rules.pod import file_volumes as files
from manifestcheck.rules.pod import legacy_volumes as legacy
from manifestcheck.rules.pod.claim_volumes import validate_claim_name, validate_csi, validate_ephemeral
from manifestcheck.rules.pod.containers import PULL_POLICIES
from manifestcheck.rules.pod.legacy_volumes import VolumeRule, demanding
from manifestcheck.rules.pod.paths import validate_no_backsteps
from manifestcheck.rules.pod.scope import Scope
from manifestcheck.rules.values import Errors, Object, malformed, one_of

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
_MOST_ISCSI_NAME = 64


def usable_volumes(volumes: Iterable[Object], path: Path, scope: Scope) -> Errors:
    """Check volumes and put those without an error into the scope: to containers the others do not exist."""
    made = _made_claims(volumes, scope.name)
    for index, volume in enumerate(volumes):
        place: Path = (*path, index)
        name = volume.get("name", "")
        errors = list(_validate_volume(volume, name, place, scope))
        if not errors:
            scope.volumes[name] = volume
        yield from errors
        claim = (volume.get("persistentVolumeClaim") or {}).get("claimName", "")
        if claim in made:
            why = "must not reference a PVC that gets created for an ephemeral volume"
            yield invalid((*place, "persistentVolumeClaim", "claimName"), claim, why)


def _made_claims(volumes: Iterable[Object], pod: str) -> frozenset[str]:
    """Return the names of the claims that are made for the pod."""
    if not pod:
        return frozenset()
    return frozenset(f"{pod}-{volume.get('name', '')}" for volume in volumes if "ephemeral" in volume)


def _validate_volume(volume: Object, name: str, path: Path, scope: Scope) -> Errors:
    yield from _validate_sources(volume, name, path, scope)
    if not name:
        yield required((*path, "name"))
    elif breaches := dns_label(name):
        yield from malformed((*path, "name"), name, breaches)
    if name in scope.volumes:
        yield duplicate((*path, "name"), name)


def _validate_sources(volume: Object, name: str, path: Path, scope: Scope) -> Errors:
    """Check the first source in the server's order and refuse the others."""
    found = False
    for key in _ORDER:
        if key not in volume:
            continue
        if found:
            yield forbidden((*path, key), "may not specify more than 1 volume type")
        else:
            found = True
            yield from _validate_source(key, volume[key], (*path, key), scope)
        if key == "iscsi":
            yield from _validate_iscsi_name(name, volume[key], path)
        elif key == "ephemeral":
            yield from validate_claim_name(name, path, scope)


def _validate_source(key: str, source: Object, path: Path, scope: Scope) -> Errors:
    if key == "image":
        yield from _validate_image(source, path, template=scope.template)
    elif key == "ephemeral":
        yield from validate_ephemeral(source, path, scope)
    else:
        yield from _RULES[key](source, path)


def _validate_empty_dir(source: Object, path: Path) -> Errors:
    try:
        negative = "sizeLimit" in source and quantity(source["sizeLimit"]).nanos < 0
    except QuantityError:
        return  # the decoder has said so
    if negative:
        yield forbidden((*path, "sizeLimit"), "SizeLimit field must be a valid resource quantity")


def validate_host_path(source: Object, path: Path) -> Errors:
    """Check a folder or a file of the node."""
    place = source.get("path", "")
    if not place:
        yield required((*path, "path"))
        return
    yield from validate_no_backsteps(place, (*path, "path"))
    yield from one_of(source, "type", path, _HOST_PATH_TYPES)


def _validate_image(source: Object, path: Path, *, template: bool) -> Errors:
    if not template and not source.get("reference"):
        yield required((*path, "reference"))
    policy = source["pullPolicy"]
    if policy not in PULL_POLICIES:
        yield not_supported((*path, "pullPolicy"), policy, PULL_POLICIES)


def _validate_iscsi_name(name: str, source: Object, path: Path) -> list[FieldError]:
    if "initiatorName" not in source or len(f"{name}:{source.get('targetPortal', '')}") <= _MOST_ISCSI_NAME:
        return []
    why = (
        f"Total length of <volume name>:<iscsi.targetPortal> must be under {_MOST_ISCSI_NAME} characters "
        "if iscsi.initiatorName is specified."
    )
    return [invalid((*path, "name"), name, why)]


_RULES: dict[str, VolumeRule] = {
    "emptyDir": _validate_empty_dir,
    "hostPath": validate_host_path,
    "gitRepo": legacy.validate_git_repo,
    "gcePersistentDisk": legacy.on_partition("pdName"),
    "awsElasticBlockStore": legacy.on_partition("volumeID"),
    "secret": files.validate_secret_volume,
    "nfs": legacy.validate_nfs,
    "iscsi": legacy.validate_iscsi,
    "glusterfs": demanding("endpoints", "path"),
    "flocker": legacy.validate_flocker,
    "persistentVolumeClaim": demanding("claimName"),
    "rbd": demanding("monitors", "image"),
    "cinder": legacy.validate_cinder,
    "cephfs": demanding("monitors"),
    "quobyte": legacy.validate_quobyte,
    "downwardAPI": files.validate_downward_volume,
    "fc": legacy.validate_fc,
    "flexVolume": legacy.validate_flex_volume,
    "configMap": files.validate_config_map_volume,
    "azureFile": demanding("secretName", "shareName"),
    "vsphereVolume": demanding("volumePath"),
    "photonPersistentDisk": demanding("pdID"),
    "portworxVolume": demanding("volumeID"),
    "azureDisk": legacy.validate_azure_disk,
    "storageos": legacy.validate_storage_os,
    "projected": files.validate_projected_volume,
    "scaleIO": demanding("gateway", "system", "volumeName"),
    "csi": validate_csi,
}
_ORDER = (*_RULES, "ephemeral", "image")
