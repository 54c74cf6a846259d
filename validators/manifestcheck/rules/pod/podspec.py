"""The rules of a whole pod spec, in the server's order."""

from __future__ import annotations

from manifestcheck.field import Path, forbidden, not_supported
from manifestcheck.formats import dns_subdomain, qualified_name, within
from manifestcheck.rules.labels import validate_labels
from manifestcheck.rules.pod.annotations import validate_pod_annotations, validate_profiles_agree
from manifestcheck.rules.pod.containers import (
    validate_containers,
    validate_ephemeral_containers,
    validate_image_padding,
    validate_init_containers,
)
from manifestcheck.rules.pod.hosts import validate_dns_config, validate_host_aliases, validate_hostnames
from manifestcheck.rules.pod.pod_resources import POD_RESOURCES_FROM, validate_pod_resources
from manifestcheck.rules.pod.ports import validate_ports_on_host_network
from manifestcheck.rules.pod.resource_claims import CLAIMS_FROM, claim_names, validate_resource_claims
from manifestcheck.rules.pod.resources import validate_resources
from manifestcheck.rules.pod.scheduling import validate_scheduling
from manifestcheck.rules.pod.scope import Scope
from manifestcheck.rules.pod.security import (
    validate_own_users,
    validate_pod_security,
    validate_shared_processes,
)
from manifestcheck.rules.pod.volumes import usable_volumes
from manifestcheck.rules.pod.windows import validate_host_processes, validate_os
from manifestcheck.rules.values import Errors, Object, malformed, one_of, optional_text, present_text
from manifestcheck.version import Version

NEWEST = Version(1, 36)
"""The version whose rules these are where nothing else is said."""

_RESTART_POLICIES = ("Always", "OnFailure", "Never")
_DNS_POLICIES = ("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None")
_PREEMPTION_POLICIES = ("PreemptLowerPriority", "Never")
_LAST_SECOND = 2**31 - 1


def validate_pod_spec(
    spec: Object, path: Path, *, meta: Object, template: bool, version: Version = NEWEST
) -> Errors:
    """Check a defaulted pod spec and the annotations in `meta` that belong to it.

    `path` is that of the spec. Labels, other annotations and the name are not looked at here, and neither is
    what a controller demands of its template.
    """
    annotations = meta.get("annotations") or {}
    if annotations:
        place = (*path[:-1], "annotations") if template else ("metadata", "annotations")
        yield from validate_pod_annotations(annotations, spec, place)
    scope = _scope_of(spec, meta, template=template, version=version)
    yield from _validate_parts(spec, path, scope)
    yield from _validate_settings(spec, path, version)
    labels = {} if template else meta.get("labels") or {}
    yield from validate_scheduling(spec, path, labels, version)
    if not template:
        yield from _validate_new_pod(spec, path)
    elif spec.get("ephemeralContainers"):
        yield forbidden((*path, "ephemeralContainers"), "ephemeral containers not allowed in pod template")
    if annotations:
        yield from validate_profiles_agree(annotations, spec, path, template=template)


def _scope_of(spec: Object, meta: Object, *, template: bool, version: Version) -> Scope:
    return Scope(
        version=version,
        template=template,
        name="" if template else meta.get("name", ""),
        volumes={},
        claims=claim_names(spec),
        host_users=spec.get("hostUsers", True),
        grace=spec["terminationGracePeriodSeconds"],
    )


def _validate_parts(spec: Object, path: Path, scope: Scope) -> Errors:
    """Check volumes, claims, containers and the pod's own resources."""
    if "volumes" in spec:
        yield from usable_volumes(spec["volumes"], (*path, "volumes"), scope)
    if "resourceClaims" in spec and scope.version >= CLAIMS_FROM:
        yield from validate_resource_claims(spec["resourceClaims"], (*path, "resourceClaims"))
    containers = spec.get("containers") or []
    yield from validate_containers(containers, (*path, "containers"), scope)
    names = {container.get("name", "") for container in containers}
    if "initContainers" in spec:
        place: Path = (*path, "initContainers")
        yield from validate_init_containers(spec["initContainers"], place, names, scope)
    if "ephemeralContainers" in spec:
        place = (*path, "ephemeralContainers")
        yield from validate_ephemeral_containers(spec["ephemeralContainers"], place, names, scope)
    if "resources" in spec and scope.version >= POD_RESOURCES_FROM:
        yield from validate_pod_resources(spec, (*path, "resources"), scope.claims)
    yield from validate_ports_on_host_network(spec, path, template=scope.template)


def _validate_settings(spec: Object, path: Path, version: Version) -> Errors:
    """Check what the pod as a whole is set to."""
    for key, known in (("restartPolicy", _RESTART_POLICIES), ("dnsPolicy", _DNS_POLICIES)):
        if spec[key] not in known:
            yield not_supported((*path, key), spec[key], known)
    if "nodeSelector" in spec:
        yield from validate_labels(spec["nodeSelector"], (*path, "nodeSelector"))
    yield from validate_pod_security(spec, (*path, "securityContext"), version)
    yield from validate_shared_processes(spec, path)
    yield from validate_dns_config(spec, (*path, "dnsConfig"), version)
    yield from validate_host_processes(spec, path)
    yield from validate_own_users(spec, path, version)
    yield from validate_hostnames(spec, path, version)
    if "hostAliases" in spec:
        yield from validate_host_aliases(spec["hostAliases"], (*path, "hostAliases"), version)
    yield from _validate_references(spec, path)
    yield from _validate_lifetime(spec, path)
    if "os" in spec:
        yield from validate_os(spec, path)


def _validate_references(spec: Object, path: Path) -> Errors:
    """Check the names of objects that the cluster must know."""
    for key in ("serviceAccountName", "nodeName", "priorityClassName"):
        yield from optional_text(spec, key, path, dns_subdomain)
    yield from present_text(spec, "runtimeClassName", path, dns_subdomain)
    yield from one_of(spec, "preemptionPolicy", path, _PREEMPTION_POLICIES)
    if "overhead" in spec:
        yield from validate_resources({"limits": spec["overhead"]}, (*path, "overhead"))


def _validate_lifetime(spec: Object, path: Path) -> Errors:
    if "activeDeadlineSeconds" in spec:
        seconds = spec["activeDeadlineSeconds"]
        yield from malformed((*path, "activeDeadlineSeconds"), seconds, within(seconds, 1, _LAST_SECOND))
    for index, gate in enumerate(spec.get("readinessGates") or ()):
        kind = gate.get("conditionType", "")
        yield from malformed((*path, "readinessGates", index, "conditionType"), kind, qualified_name(kind))


def _validate_new_pod(spec: Object, path: Path) -> Errors:
    """Check what holds for a pod that is being made, and not for a template."""
    for key in ("containers", "initContainers"):
        for index, container in enumerate(spec.get(key) or ()):
            yield from validate_image_padding(container, (*path, key, index))
    if spec.get("ephemeralContainers"):
        yield forbidden((*path, "ephemeralContainers"), "cannot be set on create")
    if spec.get("schedulingGates") and spec.get("nodeName"):
        yield forbidden((*path, "nodeName"), "cannot be set until all schedulingGates have been cleared")
