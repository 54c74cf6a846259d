"""The containers of a pod: what holds for each, for their names, and for each of the three lists."""

from __future__ import annotations

from manifestcheck.field import Path, duplicate, forbidden, invalid, not_found, not_supported, required
from manifestcheck.formats import dns_label
from manifestcheck.rules.pod.defaults import PROBES
from manifestcheck.rules.pod.env import validate_env, validate_env_files, validate_env_from
from manifestcheck.rules.pod.handlers import validate_lifecycle, validate_probes
from manifestcheck.rules.pod.mounts import validate_devices, validate_mounts
from manifestcheck.rules.pod.ports import validate_host_ports_unique, validate_ports
from manifestcheck.rules.pod.resource_claims import CLAIMS_FROM
from manifestcheck.rules.pod.resources import validate_claims, validate_resources
from manifestcheck.rules.pod.restarts import (
    RESIZE_FROM,
    validate_init_resize,
    validate_resize_policy,
    validate_restart,
)
from manifestcheck.rules.pod.scope import Scope
from manifestcheck.rules.pod.security import validate_container_security
from manifestcheck.rules.values import Errors, Object, malformed

PULL_POLICIES = ("Always", "IfNotPresent", "Never")

_MESSAGE_POLICIES = ("File", "FallbackToLogsOnError")
_NOT_EPHEMERAL = (
    "ports",
    "resources",
    "resizePolicy",
    "restartPolicy",
    "restartPolicyRules",
    *PROBES,
    "lifecycle",
)
_NOT_FOR_EPHEMERAL = "cannot be set for an Ephemeral Container"
_NOT_FOR_INIT = "may not be set for init containers without restartPolicy=Always"


def validate_containers(containers: list[Object], path: Path, scope: Scope) -> Errors:
    """Check the containers that make up the pod; there must be one."""
    if not containers:
        yield required(path)
        return
    names: set[str] = set()
    for index, container in enumerate(containers):
        place: Path = (*path, index)
        yield from _validate_common(container, place, scope)
        name = container.get("name", "")
        if name in names:
            yield duplicate((*place, "name"), name)
        names.add(name)
        yield from _validate_running(container, place, scope)
        yield from validate_restart(container, place, scope.version, init=False)
    yield from validate_host_ports_unique(containers, path)


def validate_init_containers(containers: list[Object], path: Path, names: set[str], scope: Scope) -> Errors:
    """Check the containers before the others, whose names join `names`."""
    for index, container in enumerate(containers):
        place: Path = (*path, index)
        yield from _validate_common(container, place, scope)
        yield from validate_restart(container, place, scope.version, init=True)
        yield from _validate_new_name(container.get("name", ""), place, names)
        # One at a time, as they run: the server counts each of them as the first.
        yield from validate_host_ports_unique([container], path)
        if container.get("restartPolicy") == "Always":
            yield from _validate_running(container, place, scope)
            continue
        for key in ("lifecycle", *PROBES):
            if key in container:
                yield forbidden((*place, key), _NOT_FOR_INIT)
        yield from validate_init_resize(container.get("resizePolicy") or [], (*place, "resizePolicy"))


def validate_ephemeral_containers(
    containers: list[Object], path: Path, names: set[str], scope: Scope
) -> Errors:
    """Check containers for debugging; `names` are those of all others."""
    others = frozenset(names)
    for index, container in enumerate(containers):
        place: Path = (*path, index)
        yield from _validate_common(container, place, scope)
        yield from validate_image_padding(container, place)
        yield from _validate_new_name(container.get("name", ""), place, names)
        target = container.get("targetContainerName")
        if target and target not in others:
            yield not_found((*place, "targetContainerName"), target)
        for key in _NOT_EPHEMERAL:
            if container.get(key) or (key in container and key != "resources"):
                yield forbidden((*place, key), _NOT_FOR_EPHEMERAL)
        for number, mount in enumerate(container.get("volumeMounts") or ()):
            for key in ("subPath", "subPathExpr"):
                if mount.get(key):
                    yield forbidden((*place, "volumeMounts", number, key), _NOT_FOR_EPHEMERAL)


def validate_image_padding(container: Object, path: Path) -> Errors:
    """Check that an image has no space around it, which only templates may have."""
    image = container.get("image", "")
    if image != image.strip():
        yield invalid((*path, "image"), image, "must not have leading or trailing whitespace")


def _validate_new_name(name: str, path: Path, names: set[str]) -> Errors:
    if name in names:
        yield duplicate((*path, "name"), name)
    elif name:
        names.add(name)


def _validate_running(container: Object, path: Path, scope: Scope) -> Errors:
    """Check what only a container that runs along with others has."""
    if "lifecycle" in container:
        yield from validate_lifecycle(container["lifecycle"], (*path, "lifecycle"), scope.grace)
    yield from validate_probes(container, path, scope.grace)


def _validate_common(container: Object, path: Path, scope: Scope) -> Errors:
    """Check what holds for containers of every list."""
    yield from _validate_identity(container, path)
    if "ports" in container:
        yield from validate_ports(container["ports"], (*path, "ports"))
    yield from _validate_inputs(container, path, scope)
    if container["imagePullPolicy"] not in PULL_POLICIES:
        yield not_supported((*path, "imagePullPolicy"), container["imagePullPolicy"], PULL_POLICIES)
    if "resources" in container:
        yield from _validate_needs(container["resources"], (*path, "resources"), scope)
    if "resizePolicy" in container and scope.version >= RESIZE_FROM:
        yield from validate_resize_policy(container["resizePolicy"], (*path, "resizePolicy"))
    if "securityContext" in container:
        yield from validate_container_security(
            container["securityContext"], (*path, "securityContext"), scope
        )


def _validate_needs(resources: Object, path: Path, scope: Scope) -> Errors:
    yield from validate_resources(resources, path)
    if "claims" in resources and scope.version >= CLAIMS_FROM:
        yield from validate_claims(resources["claims"], (*path, "claims"), scope.claims)


def _validate_identity(container: Object, path: Path) -> Errors:
    name = container.get("name")
    if not name:
        yield required((*path, "name"))
    elif breaches := dns_label(name):
        yield from malformed((*path, "name"), name, breaches)
    if not container.get("image"):
        yield required((*path, "image"))
    policy = container["terminationMessagePolicy"]
    if policy not in _MESSAGE_POLICIES:
        yield not_supported((*path, "terminationMessagePolicy"), policy, _MESSAGE_POLICIES)


def _validate_inputs(container: Object, path: Path, scope: Scope) -> Errors:
    """Check variables, files and devices."""
    if "env" in container:
        yield from validate_env(container["env"], (*path, "env"), scope)
        yield from validate_env_files(container, path, scope)
    if "envFrom" in container:
        yield from validate_env_from(container["envFrom"], (*path, "envFrom"), scope.version)
    if "volumeMounts" in container:
        yield from validate_mounts(container, (*path, "volumeMounts"), scope.volumes)
    if "volumeDevices" in container:
        yield from validate_devices(container, (*path, "volumeDevices"), scope.volumes)
