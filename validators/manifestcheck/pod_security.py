"""The Pod Security Standards: what the levels `baseline` and `restricted` demand of a pod."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

Object = dict[str, Any]

LEVELS: Final = ("privileged", "baseline", "restricted")
"""From the one that allows everything to the one that allows least."""
_CAPABILITIES: Final = frozenset(
    (
        "AUDIT_WRITE",
        "CHOWN",
        "DAC_OVERRIDE",
        "FOWNER",
        "FSETID",
        "KILL",
        "MKNOD",
        "NET_BIND_SERVICE",
        "SETFCAP",
        "SETGID",
        "SETPCAP",
        "SETUID",
        "SYS_CHROOT",
    )
)
_SYSCTLS: Final = frozenset(
    (
        "kernel.shm_rmid_forced",
        "net.ipv4.ip_local_port_range",
        "net.ipv4.ip_local_reserved_ports",
        "net.ipv4.ip_unprivileged_port_start",
        "net.ipv4.ping_group_range",
        "net.ipv4.tcp_fin_timeout",
        "net.ipv4.tcp_keepalive_intvl",
        "net.ipv4.tcp_keepalive_probes",
        "net.ipv4.tcp_keepalive_time",
        "net.ipv4.tcp_rmem",
        "net.ipv4.tcp_syncookies",
        "net.ipv4.tcp_wmem",
    )
)
_SELINUX: Final = frozenset(("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"))
_VOLUMES: Final = frozenset(
    (
        "configMap",
        "csi",
        "downwardAPI",
        "emptyDir",
        "ephemeral",
        "image",
        "persistentVolumeClaim",
        "projected",
        "secret",
    )
)
_PROFILES: Final = frozenset(("RuntimeDefault", "Localhost"))
_PROBES: Final = ("livenessProbe", "readinessProbe", "startupProbe")
_HOOKS: Final = ("postStart", "preStop")


def level_of(pod: Object) -> tuple[str, tuple[str, ...]]:
    """Return the highest level that a valid pod meets, and what to change for the next, as clauses."""
    for level, demands in zip(LEVELS, (baseline, restricted), strict=False):
        if against := tuple(dict.fromkeys(demands(pod))):
            return level, against
    return LEVELS[-1], ()


def baseline(pod: Object) -> Iterator[str]:
    """Yield what to change, as imperative clauses, for the level `baseline`."""
    for field in ("hostNetwork", "hostPID", "hostIPC"):
        if pod.get(field):
            yield f"remove `{field}`"
    for volume in pod.get("volumes") or ():
        if volume.get("hostPath") is not None:
            yield f"use no `hostPath` in volume `{volume.get('name', '')}`"
    for sysctl in _context(pod).get("sysctls") or ():
        if sysctl.get("name") not in _SYSCTLS:
            yield f"remove the sysctl `{sysctl.get('name', '')}`"
    yield from _shared(_context(pod), "the pod")
    for name, container in _containers(pod):
        yield from _shared(_context(container), name)
        yield from _container_baseline(container, name)


def restricted(pod: Object) -> Iterator[str]:
    """Yield what to change for the level `restricted` in a pod that meets `baseline`."""
    for volume in pod.get("volumes") or ():
        if volume.keys() - {"name"} - _VOLUMES:
            yield f"use a volume of another type than `{min(volume.keys() - {'name'} - _VOLUMES)}`"
    whole = _context(pod)
    windows = (pod.get("os") or {}).get("name") == "windows"
    if whole.get("runAsUser") == 0:
        yield "run as another user than 0"
    for name, container in _containers(pod):
        own = _context(container)
        if not own.get("runAsNonRoot", whole.get("runAsNonRoot")):
            yield f"set `runAsNonRoot: true` for {name}"
        if own.get("runAsUser") == 0:
            yield f"run {name} as another user than 0"
        if not windows:
            yield from _linux_restricted(own, whole, name)


def _context(of: Object) -> Object:
    found: Object = of.get("securityContext") or {}
    return found


def _containers(pod: Object) -> Iterator[tuple[str, Object]]:
    for part in ("initContainers", "containers", "ephemeralContainers"):
        for container in pod.get(part) or ():
            yield f"container `{container.get('name', '')}`", container


def _shared(context: Object, name: str) -> Iterator[str]:
    """Check what a pod and a container may both set."""
    if (context.get("windowsOptions") or {}).get("hostProcess"):
        yield f"remove `hostProcess` from {name}"
    selinux = context.get("seLinuxOptions") or {}
    if selinux.get("type", "") not in _SELINUX or selinux.get("user") or selinux.get("role"):
        yield f"remove the SELinux options of {name}"
    for field in ("seccompProfile", "appArmorProfile"):
        if (context.get(field) or {}).get("type", "RuntimeDefault") not in _PROFILES:
            yield f"remove the `{field}` `Unconfined` of {name}"


def _container_baseline(container: Object, name: str) -> Iterator[str]:
    context = _context(container)
    if context.get("privileged"):
        yield f"remove `privileged` from {name}"
    for capability in (context.get("capabilities") or {}).get("add") or ():
        if capability not in _CAPABILITIES:
            yield f"do not add the capability `{capability}` to {name}"
    if (context.get("procMount") or "Default") != "Default":
        yield f"remove `procMount` from {name}"
    for port in container.get("ports") or ():
        if port.get("hostPort"):
            yield f"remove `hostPort` {port['hostPort']} from {name}"
    handlers = [container.get(probe) for probe in _PROBES]
    handlers += [(container.get("lifecycle") or {}).get(hook) for hook in _HOOKS]
    for handler in handlers:
        for action in ("httpGet", "tcpSocket"):
            if ((handler or {}).get(action) or {}).get("host"):
                yield f"remove `host` from the probes and hooks of {name}"


def _linux_restricted(own: Object, whole: Object, name: str) -> Iterator[str]:
    if own.get("allowPrivilegeEscalation") is not False:
        yield f"set `allowPrivilegeEscalation: false` for {name}"
    if not (own.get("seccompProfile") or whole.get("seccompProfile") or {}).get("type"):
        yield f"set `seccompProfile.type: RuntimeDefault` for {name}"
    capabilities = own.get("capabilities") or {}
    if "ALL" not in (capabilities.get("drop") or ()):
        yield f"drop the capability `ALL` from {name}"
    for capability in capabilities.get("add") or ():
        if capability != "NET_BIND_SERVICE":
            yield f"do not add the capability `{capability}` to {name}"
