"""Security contexts of containers and pods: users, groups, privileges, profiles."""

from __future__ import annotations

from manifestcheck.field import Path, forbidden, invalid
from manifestcheck.formats import LAST_ID, within
from manifestcheck.rules.pod.profiles import validate_profiles
from manifestcheck.rules.pod.scope import Scope, all_containers
from manifestcheck.rules.pod.sysctls import validate_sysctls
from manifestcheck.rules.pod.windows import validate_windows_options
from manifestcheck.rules.values import Errors, Object, malformed, one_of
from manifestcheck.version import Version

PROC_MOUNT_FROM = Version(1, 33)
"""The version that reads `procMount` without a feature gate."""

GROUP_AND_LABEL_POLICIES_FROM = Version(1, 33)
"""The version that reads `supplementalGroupsPolicy` and `seLinuxChangePolicy` without a feature gate."""

OWN_USERS_FROM = Version(1, 33)
"""The version that reads `hostUsers` without a feature gate."""

_PROC_MOUNTS = ("Default", "Unmasked")
_CHANGE_POLICIES = ("Always", "OnRootMismatch")
_GROUP_POLICIES = ("Merge", "Strict")
# The other one, `MountOption`, is behind a feature gate that is off.
_SE_LINUX_CHANGE_POLICIES = ("Recursive",)
_OWN_USERS = "when `hostUsers` is false"


def validate_container_security(context: Object, path: Path, scope: Scope) -> Errors:
    """Check the security context of a container."""
    yield from _validate_ids(context, path, "runAsUser", "runAsGroup")
    if "procMount" in context and scope.version >= PROC_MOUNT_FROM:
        yield from one_of(context, "procMount", path, _PROC_MOUNTS)
        if context["procMount"] == "Unmasked" and scope.host_users:
            why = "`hostUsers` must be false to use `Unmasked`"
            yield invalid((*path, "procMount"), context["procMount"], why)
    if context.get("allowPrivilegeEscalation") is False:
        yield from _validate_no_escalation(context, path)
    yield from validate_profiles(context, path)
    if "windowsOptions" in context:
        yield from validate_windows_options(context["windowsOptions"], (*path, "windowsOptions"))


def _validate_no_escalation(context: Object, path: Path) -> Errors:
    if context.get("privileged"):
        why = "cannot set `allowPrivilegeEscalation` to false and `privileged` to true"
        yield invalid(path, context, why)
    for capability in (context.get("capabilities") or {}).get("add") or ():
        if capability == "CAP_SYS_ADMIN":
            why = "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN"
            yield invalid(path, context, why)


def _validate_ids(context: Object, path: Path, *keys: str) -> Errors:
    for key in keys:
        if key in context:
            yield from malformed((*path, key), context[key], within(context[key], 0, LAST_ID))


def validate_pod_security(spec: Object, path: Path, version: Version) -> Errors:
    """Check the security context of a pod."""
    context = spec.get("securityContext")
    if not context:
        return
    yield from _validate_ids(context, path, "fsGroup", "runAsUser", "runAsGroup")
    for index, group in enumerate(context.get("supplementalGroups") or ()):
        yield from malformed((*path, "supplementalGroups", index), group, within(group, 0, LAST_ID))
    if "sysctls" in context:
        yield from validate_sysctls(context["sysctls"], (*path, "sysctls"), spec)
    yield from one_of(context, "fsGroupChangePolicy", path, _CHANGE_POLICIES)
    if version >= GROUP_AND_LABEL_POLICIES_FROM:
        yield from one_of(context, "supplementalGroupsPolicy", path, _GROUP_POLICIES)
        yield from one_of(context, "seLinuxChangePolicy", path, _SE_LINUX_CHANGE_POLICIES)
    yield from validate_profiles(context, path)
    if "windowsOptions" in context:
        yield from validate_windows_options(context["windowsOptions"], (*path, "windowsOptions"))


def validate_shared_processes(spec: Object, path: Path) -> Errors:
    """Check that containers see each other's processes or the node's, not both."""
    if spec.get("shareProcessNamespace") and spec.get("hostPID"):
        why = "ShareProcessNamespace and HostPID cannot both be enabled"
        yield invalid((*path, "securityContext", "shareProcessNamespace"), True, why)  # noqa: FBT003 - the value


def validate_own_users(spec: Object, path: Path, version: Version) -> Errors:
    """Check that a pod with users of its own takes no other namespace of the node."""
    if spec.get("hostUsers", True) or version < OWN_USERS_FROM:
        return
    for key, blamed in (("hostNetwork", "hostNetwork"), ("hostPID", "HostPID"), ("hostIPC", "HostIPC")):
        if spec.get(key):
            yield forbidden((*path, blamed), _OWN_USERS)
    for container, place in all_containers(spec, path):
        if container.get("volumeDevices"):
            yield forbidden((*place, "volumeDevices"), _OWN_USERS)
