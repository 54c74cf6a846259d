"""A container of a pod as arguments of `podman run`."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from manifestrun.limits import LOG_BYTES, PROCESSES, limits
from manifestrun.manifest import section
from manifestrun.podman.environment import expand
from manifestrun.podman.recipes import full_name

Spec = Mapping[str, Any]


def container_arguments(
    container: Spec, pod: Spec, environment: Mapping[str, str], mounts: Sequence[str], log: str
) -> list[str]:
    """Return all that stands between `podman run` and its end; `pod` is the pod's spec."""
    command = [expand(str(word), environment) for word in container.get("command") or ()]
    words = [expand(str(word), environment) for word in container.get("args") or ()]
    return [
        *("--detach", "--pull=never", "--systemd=false", "--no-healthcheck", "--restart=no"),
        *("--unsetenv=container", "--unsetenv=TERM", "--passwd=false"),
        *("--log-driver=k8s-file", f"--log-opt=path={log}", f"--log-opt=max-size={LOG_BYTES}"),
        *(f"--env={name}={value}" for name, value in environment.items()),
        *(f"--volume={mount}" for mount in mounts),
        *_identity(container, pod),
        *_security(container),
        *([f"--workdir={container['workingDir']}"] if container.get("workingDir") else []),
        *([f"--entrypoint={json.dumps(command)}"] if command else []),
        full_name(container["image"]),
        *words,
    ]


def limit_arguments(container: Spec) -> list[str]:
    """Return what imposes the limits, where control groups can."""
    imposed = limits(container)
    return [
        f"--memory={imposed.memory}b",
        f"--memory-swap={imposed.memory}b",
        f"--cpus={float(imposed.cpus):g}",
        f"--pids-limit={PROCESSES}",
    ]


def identity(container: Spec, pod: Spec) -> Spec:
    """Return a container's security context, with the pod's where it says nothing."""
    return {**section(pod, "securityContext"), **section(container, "securityContext")}


def _identity(container: Spec, pod: Spec) -> Iterator[str]:
    context = identity(container, pod)
    user, group = context.get("runAsUser"), context.get("runAsGroup")
    if user is not None or group is not None:
        yield f"--user={user or 0}:{group or 0}"
    for extra in (context.get("fsGroup"), *(context.get("supplementalGroups") or ())):
        if extra is not None:
            yield f"--group-add={extra}"


def _security(container: Spec) -> Iterator[str]:
    context = section(container, "securityContext")
    capabilities = section(context, "capabilities")
    yield "--security-opt=no-new-privileges"
    dropped = [str(name).removeprefix("CAP_").lower() for name in capabilities.get("drop") or ()]
    added = [str(name).removeprefix("CAP_").lower() for name in capabilities.get("add") or ()]
    yield from (
        f"--cap-drop={name}" for name in (["all"] if "all" in dropped else ["mknod", "net_raw", *dropped])
    )
    yield from (f"--cap-add={name}" for name in added if name != "mknod")
    if context.get("readOnlyRootFilesystem"):
        yield from ("--read-only", "--read-only-tmpfs=false")
