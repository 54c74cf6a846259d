"""What may run at all: refused before anything starts, with every reason at once."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Literal

from manifestrun.manifest import Document, containers, entries, of_kind, section, title
from manifestrun.problem import Problem

Policy = Literal["baseline", "restricted"]
KINDS = ("Pod", "ConfigMap", "Secret")
MOST_PODS = 8
MOST_CONTAINERS = 16
VOLUMES = ("emptyDir", "configMap", "secret", "downwardAPI", "projected")
CAPABILITIES = (
    *("AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE"),
    *("SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT"),
)
"""Those that Pod Security's level *baseline* lets a container add."""
SYSCTLS = (
    "kernel.shm_rmid_forced",
    "net.ipv4.ip_local_port_range",
    "net.ipv4.ip_unprivileged_port_start",
    "net.ipv4.tcp_syncookies",
    "net.ipv4.ping_group_range",
    "net.ipv4.ip_local_reserved_ports",
    "net.ipv4.tcp_keepalive_time",
    "net.ipv4.tcp_fin_timeout",
    "net.ipv4.tcp_keepalive_intvl",
    "net.ipv4.tcp_keepalive_probes",
)
SELINUX_TYPES = ("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t")

_Finding = tuple[str, str]
"""The field's path, and what is wrong with it."""


def refusals(
    documents: tuple[Document, ...], images: Collection[str], policy: Policy = "baseline"
) -> tuple[Problem, ...]:
    """Return all that forbids running these objects; `images` are the names that may be used."""
    return (*_kinds(documents), *_amount(documents), *_pods(documents, images, policy))


def _kinds(documents: tuple[Document, ...]) -> Iterator[Problem]:
    for document in documents:
        if document["kind"] not in KINDS or document["apiVersion"] != "v1":
            yield Problem(
                message=f"{title(document)} of `{document['apiVersion']}` is of a kind that is not run",
                help=f"Run {', '.join(f'`{kind}`' for kind in KINDS)}; other kinds are only checked.",
            )


def _amount(documents: tuple[Document, ...]) -> Iterator[Problem]:
    pods = of_kind(documents, "Pod")
    count = sum(1 for pod in pods for _ in containers(section(pod, "spec")))
    for number, most, what in ((len(pods), MOST_PODS, "pods"), (count, MOST_CONTAINERS, "containers")):
        if number > most:
            yield Problem(message=f"{number} {what} are more than the {most} that may run", help="Run fewer.")


def _pods(documents: tuple[Document, ...], images: Collection[str], policy: Policy) -> Iterator[Problem]:
    checks = (*_BASELINE, *(_RESTRICTED if policy == "restricted" else ()))
    for pod in of_kind(documents, "Pod"):
        spec = section(pod, "spec")
        found = [*_images(spec, images), *(finding for check in checks for finding in check(spec))]
        for path, what in found:
            yield Problem(
                message=f"`{path}` of {title(pod)} {what}", help="Leave it out, or do not run the note."
            )


def _images(spec: Mapping[str, Any], images: Collection[str]) -> Iterator[_Finding]:
    known = ", ".join(f"`{image}`" for image in sorted(images))
    for path, container in containers(spec):
        if (image := container.get("image")) not in images:
            yield f"{path}.image", f"is `{image}`, which is not in the table of images ({known})"


def _host(spec: Mapping[str, Any]) -> Iterator[_Finding]:
    for name in ("hostNetwork", "hostPID", "hostIPC"):
        if spec.get(name):
            yield f"spec.{name}", "shares a namespace with the machine"
    for path, container in containers(spec):
        for index, port in enumerate(entries(container.get("ports"))):
            if port.get("hostPort"):
                yield f"{path}.ports[{index}].hostPort", "opens a port of the machine"


def _volumes(spec: Mapping[str, Any]) -> Iterator[_Finding]:
    for index, volume in enumerate(entries(spec.get("volumes"))):
        for kind in volume.keys() - {"name", *VOLUMES}:
            yield (
                f"spec.volumes[{index}].{kind}",
                f"is no volume that may run (those are {', '.join(VOLUMES)})",
            )
        for number, source in enumerate(entries(section(volume, "projected").get("sources"))):
            for kind in source.keys() - set(VOLUMES):
                yield f"spec.volumes[{index}].projected.sources[{number}].{kind}", "is no source that may run"


def _contexts(spec: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the security contexts of the pod and of its containers."""
    yield "spec.securityContext", section(spec, "securityContext")
    for path, container in containers(spec):
        yield f"{path}.securityContext", section(container, "securityContext")


def _security(spec: Mapping[str, Any]) -> Iterator[_Finding]:
    for path, context in _contexts(spec):
        if context.get("privileged"):
            yield f"{path}.privileged", "gives the machine away"
        if (mount := context.get("procMount", "Default")) != "Default":
            yield f"{path}.procMount", f"is `{mount}`, outside Pod Security's baseline"
        if section(context, "seccompProfile").get("type") == "Unconfined":
            yield f"{path}.seccompProfile.type", "is `Unconfined`, outside Pod Security's baseline"
        if section(context, "appArmorProfile").get("type") == "Unconfined":
            yield f"{path}.appArmorProfile.type", "is `Unconfined`, outside Pod Security's baseline"
        if section(context, "windowsOptions").get("hostProcess"):
            yield f"{path}.windowsOptions.hostProcess", "runs on the machine itself"
        yield from _selinux(path, section(context, "seLinuxOptions"))


def _selinux(path: str, options: Mapping[str, Any]) -> Iterator[_Finding]:
    if options.get("type", "") not in SELINUX_TYPES:
        yield f"{path}.seLinuxOptions.type", f"is `{options['type']}`, outside Pod Security's baseline"
    for name in ("user", "role"):
        if options.get(name):
            yield f"{path}.seLinuxOptions.{name}", "may not be set under Pod Security's baseline"


def _capabilities(spec: Mapping[str, Any]) -> Iterator[_Finding]:
    for path, context in _contexts(spec):
        for name in section(context, "capabilities").get("add") or ():
            if str(name).removeprefix("CAP_") not in CAPABILITIES:
                yield f"{path}.capabilities.add", f"has `{name}`, outside Pod Security's baseline"


def _sysctls(spec: Mapping[str, Any]) -> Iterator[_Finding]:
    for index, sysctl in enumerate(entries(section(spec, "securityContext").get("sysctls"))):
        if (name := sysctl.get("name")) not in SYSCTLS:
            yield (
                f"spec.securityContext.sysctls[{index}].name",
                f"is `{name}`, outside Pod Security's baseline",
            )


def _unprivileged(spec: Mapping[str, Any]) -> Iterator[_Finding]:
    pod = section(spec, "securityContext")
    for path, container in containers(spec):
        context = section(container, "securityContext")
        if context.get("runAsNonRoot", pod.get("runAsNonRoot")) is not True:
            yield f"{path}.securityContext.runAsNonRoot", "must be true under `policy: restricted`"
        if context.get("allowPrivilegeEscalation") is not False:
            yield (
                f"{path}.securityContext.allowPrivilegeEscalation",
                "must be false under `policy: restricted`",
            )
        profile = section(context, "seccompProfile") or section(pod, "seccompProfile")
        if profile.get("type") not in {"RuntimeDefault", "Localhost"}:
            yield f"{path}.securityContext.seccompProfile.type", "must be set under `policy: restricted`"


def _dropped(spec: Mapping[str, Any]) -> Iterator[_Finding]:
    for path, container in containers(spec):
        capabilities = section(container, "securityContext", "capabilities")
        if "ALL" not in (capabilities.get("drop") or ()):
            yield f"{path}.securityContext.capabilities.drop", "must hold `ALL` under `policy: restricted`"
        if set(capabilities.get("add") or ()) - {"NET_BIND_SERVICE"}:
            yield f"{path}.securityContext.capabilities.add", "may only hold `NET_BIND_SERVICE`"


def _not_root(spec: Mapping[str, Any]) -> Iterator[_Finding]:
    for path, context in _contexts(spec):
        if context.get("runAsUser") == 0:
            yield f"{path}.runAsUser", "must not be 0 under `policy: restricted`"


_Check = Callable[[Mapping[str, Any]], Iterator[_Finding]]
_BASELINE: tuple[_Check, ...] = (_host, _volumes, _security, _capabilities, _sysctls)
_RESTRICTED: tuple[_Check, ...] = (_unprivileged, _dropped, _not_root)
