"""Waiting for pods: what `kubectl wait` asks, and when a pod has settled."""

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from manifestrun import messages
from manifestrun.age import parse_stamp
from manifestrun.engine import Answer, failed, printed
from manifestrun.jsonpath import find
from manifestrun.manifest import containers, entries, section
from manifestrun.pod_table import condition
from manifestrun.request import Wait

_SLACK = 2.0
"""Seconds for the probes' own answers."""

Pods = Callable[[], tuple[Mapping[str, Any], ...]]


def wait_for(pods: Pods, request: Wait, pause: float) -> Answer:
    """Answer a `wait` by asking again and again, with a pause in seconds."""
    deadline = time.monotonic() + request.seconds
    met = []
    for name in request.names:
        while True:
            pod = next((each for each in pods() if each["metadata"]["name"] == name), None)
            if pod is None:
                return failed(messages.not_found(name))
            if _holds(pod, request):
                met.append(f"pod/{name} condition met\n")
                break
            if time.monotonic() >= deadline:
                error = f"error: timed out waiting for the condition on pods/{name}\n"
                return Answer(pieces=(*(((False, "".join(met)),) if met else ()), (True, error)), code=1)
            time.sleep(pause)
    return printed("".join(met))


def _holds(pod: Mapping[str, Any], request: Wait) -> bool:
    if request.condition:
        return condition(pod, request.condition).lower() == request.value.lower()
    values = find(request.path, pod)
    if not request.value:
        return bool(values)
    return [str(value) for value in values] == [request.value]


def settled(pod: Mapping[str, Any], at: datetime) -> bool:
    """Tell whether a pod has come to where nothing more is to be expected of it soon.

    It is ready, has run to its end, one of its containers has failed, or one has had its chances to be ready.
    """
    status = section(pod, "status")
    if status.get("phase") in {"Succeeded", "Failed"} or condition(pod, "Ready") == "True":
        return True
    mains, inits = entries(status.get("containerStatuses")), entries(status.get("initContainerStatuses"))
    if any(map(_gave_up, (*mains, *inits))):
        return True
    return bool(mains) and all(each.get("ready") or _is_unready(pod, each, at) for each in mains)


def _gave_up(container: Mapping[str, Any]) -> bool:
    waiting = section(container, "state", "waiting").get("reason")
    ended = section(container, "state", "terminated")
    return waiting not in {None, "PodInitializing", "ContainerCreating"} or ended.get("exitCode", 0) != 0


def _is_unready(pod: Mapping[str, Any], container: Mapping[str, Any], at: datetime) -> bool:
    """Tell whether a container has started, and its readiness probe has failed as often as it may."""
    began = section(container, "state", "running").get("startedAt")
    if not began or container.get("ready") or not container.get("started"):
        return False
    specs = {each["name"]: each for _, each in containers(section(pod, "spec"))}
    probe = section(specs.get(container["name"]), "readinessProbe")
    seconds = probe.get("initialDelaySeconds", 0) + probe.get("periodSeconds", 10) * probe.get(
        "failureThreshold", 3
    )
    return bool(probe) and (at - parse_stamp(began)).total_seconds() > seconds + _SLACK
