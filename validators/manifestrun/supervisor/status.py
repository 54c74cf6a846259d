"""A supervised pod as the API would show it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from manifestrun.age import stamp
from manifestrun.supervisor.container import Container, Role
from manifestrun.supervisor.pod import Pod
from manifestrun.supervisor.runtime import Ended


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a pod runs, and since when."""

    node: str
    host_ip: str
    pod_ip: str
    created: datetime
    images: Mapping[str, str]
    """Image name → its id."""


def pod_object(pod: Pod, place: Place) -> dict[str, Any]:
    """Return the pod with its status."""
    metadata = {**pod.manifest["metadata"], "creationTimestamp": stamp(place.created)}
    if pod.deleting_since is not None:
        metadata["deletionTimestamp"] = stamp(pod.deleting_since)
        metadata["deletionGracePeriodSeconds"] = int(pod.grace)
    spec = {**pod.manifest["spec"], "nodeName": place.node}
    return {**pod.manifest, "metadata": metadata, "spec": spec, "status": _status(pod, place)}


def _status(pod: Pod, place: Place) -> dict[str, Any]:
    status: dict[str, Any] = {
        "phase": phase(pod),
        "conditions": list(_conditions(pod, place)),
        "hostIP": place.host_ip,
        "podIP": place.pod_ip,
        "podIPs": [{"ip": place.pod_ip}],
        "startTime": stamp(place.created),
        "qosClass": qos_class(pod.manifest["spec"]),
        "containerStatuses": [_container(pod, each, place) for each in pod.mains],
    }
    if pod.inits:
        status["initContainerStatuses"] = [_container(pod, each, place) for each in pod.inits]
    return status


def phase(pod: Pod) -> str:
    """Return the one word that sums a pod up."""
    if pod.init_failed:
        return "Failed"
    if pod.finished and not any(each.running for each in pod.containers):
        return "Succeeded" if all(each.succeeded for each in pod.mains) else "Failed"
    if not pod.initialized or any(not each.attempts for each in pod.mains):
        return "Pending"
    never_ran = all(each.failed_start and each.before is None for each in pod.mains)
    return "Pending" if never_ran else "Running"


def _conditions(pod: Pod, place: Place) -> Iterator[dict[str, str]]:
    since = stamp(place.created)
    lasting = [each for each in pod.containers if each.role is not Role.INIT]
    ready = not pod.finished and pod.initialized and all(each.ready for each in lasting)
    starts = [each.running.started for each in lasting if each.running]
    latest = stamp(max(starts)) if ready and starts else since
    done = "PodCompleted" if pod.finished and phase(pod) == "Succeeded" else "ContainersNotReady"
    yield _condition("PodReadyToStartContainers", ok=True, since=since)
    yield _condition("Initialized", ok=pod.initialized, since=since, reason="ContainersNotInitialized")
    yield _condition("Ready", ok=ready, since=latest, reason=done)
    yield _condition("ContainersReady", ok=ready, since=latest, reason=done)
    yield _condition("PodScheduled", ok=True, since=since)


def _condition(kind: str, *, ok: bool, since: str, reason: str = "") -> dict[str, str]:
    status = {"type": kind, "status": str(ok), "lastTransitionTime": since}
    return status if ok else {**status, "reason": reason}


def _container(pod: Pod, container: Container, place: Place) -> dict[str, Any]:
    image = container.spec["image"]
    latest = container.running or container.ended or container.before
    status = {
        "name": container.name,
        "image": image,
        "imageID": place.images.get(image, ""),
        "ready": container.ready,
        "started": container.started,
        "restartCount": container.restarts,
        "state": _state(pod, container),
        "lastState": {"terminated": _terminated(last)} if (last := _last(container)) else {},
    }
    return {**status, "containerID": f"podman://{latest.id}"} if latest and latest.id else status


def _last(container: Container) -> Ended | None:
    """Return the end that is over: of the run before this one, or, in back-off, of this one."""
    return container.ended if container.waits_to_restart or container.failed_start else container.before


def _state(pod: Pod, container: Container) -> dict[str, Any]:
    if container.running is not None:
        return {"running": {"startedAt": stamp(container.running.started)}}
    if container.waits_to_restart:
        return _waiting("CrashLoopBackOff", f"back-off restarting failed container {container.name}")
    if container.failed_start is not None:
        return _waiting(*container.failed_start)
    if container.ended is not None:
        return {"terminated": _terminated(container.ended)}
    return _waiting("PodInitializing" if pod.inits else "ContainerCreating", "")


def _waiting(reason: str, message: str) -> dict[str, Any]:
    return {"waiting": {"reason": reason, **({"message": message} if message else {})}}


def _terminated(ended: Ended) -> dict[str, Any]:
    shown = {
        "exitCode": ended.code,
        "reason": ended.reason,
        "startedAt": stamp(ended.started),
        "finishedAt": stamp(ended.finished),
    }
    return {
        **shown,
        **({"containerID": f"podman://{ended.id}"} if ended.id else {}),
        **({"message": ended.message} if ended.message else {}),
    }


def qos_class(spec: Mapping[str, Any]) -> str:
    """Return a pod's class of service, from what its containers ask for."""
    resources = [
        each.get("resources") or {} for each in (*(spec.get("initContainers") or ()), *spec["containers"])
    ]
    if not any(each.get("limits") or each.get("requests") for each in resources):
        return "BestEffort"
    guaranteed = all(
        {"cpu", "memory"} <= (each.get("limits") or {}).keys()
        and all(
            (each.get("requests") or {}).get(name, limit) == limit for name, limit in each["limits"].items()
        )
        for each in resources
    )
    return "Guaranteed" if guaranteed else "Burstable"
