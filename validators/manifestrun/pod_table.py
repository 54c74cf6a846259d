"""The table of pods that `kubectl get pods` prints."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from manifestrun.age import age, parse_stamp
from manifestrun.manifest import entries, section

COLUMNS = ("NAME", "READY", "STATUS", "RESTARTS", "AGE")
WIDE = ("IP", "NODE", "NOMINATED NODE", "READINESS GATES")
_NONE = "<none>"

Pod = Mapping[str, Any]


def pod_table(pods: Sequence[Pod], at: datetime, *, wide: bool) -> str:
    """Return the table, with three spaces between columns."""
    rows = [(*COLUMNS, *(WIDE if wide else ())), *(tuple(_row(pod, at, wide=wide)) for pod in pods)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    padded = ("   ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "".join(f"{line.rstrip()}\n" for line in padded)


def _row(pod: Pod, at: datetime, *, wide: bool) -> Iterable[str]:
    status = section(pod, "status")
    counted = entries(status.get("containerStatuses"))
    sidecars = [
        each for each in entries(status.get("initContainerStatuses")) if _is_sidecar(pod, each["name"])
    ]
    ready = sum(1 for each in (*counted, *sidecars) if each.get("ready"))
    yield pod["metadata"]["name"]
    yield f"{ready}/{len(section(pod, 'spec').get('containers', ())) + len(sidecars)}"
    yield pod_reason(pod)
    yield _restarts(pod, (*counted, *sidecars), at)
    yield age(parse_stamp(pod["metadata"]["creationTimestamp"]), at)
    if wide:
        yield from (status.get("podIP") or _NONE, section(pod, "spec").get("nodeName") or _NONE, _NONE, _NONE)


def _restarts(pod: Pod, counted: Sequence[Mapping[str, Any]], at: datetime) -> str:
    """Count the restarts of what runs now; while the pod starts up, those of its init containers."""
    if not _initialized(pod):
        counted = entries(section(pod, "status").get("initContainerStatuses"))
    count = sum(each.get("restartCount", 0) for each in counted)
    ends = [section(each, "lastState", "terminated").get("finishedAt") for each in counted]
    last = max((end for end in ends if end), default=None)
    return f"{count} ({age(parse_stamp(last), at)} ago)" if count and last else str(count)


def _is_sidecar(pod: Pod, name: str) -> bool:
    inits = entries(section(pod, "spec").get("initContainers"))
    return any(each["name"] == name and each.get("restartPolicy") == "Always" for each in inits)


def _initialized(pod: Pod) -> bool:
    return condition(pod, "Initialized") != "False"


def condition(pod: Pod, kind: str) -> str:
    """Return the status of one of the pod's conditions, empty if it has none of that kind."""
    conditions = entries(section(pod, "status").get("conditions"))
    return next((str(each["status"]) for each in conditions if each["type"].lower() == kind.lower()), "")


def pod_reason(pod: Pod) -> str:
    """Return the word in the column STATUS, found as kubectl finds it."""
    status = section(pod, "status")
    reason = str(status.get("reason") or status.get("phase") or "Unknown")
    starting = _init_reason(pod)
    reason = starting if starting and not _initialized(pod) else _container_reason(pod, reason)
    return "Terminating" if pod["metadata"].get("deletionTimestamp") else reason


def _init_reason(pod: Pod) -> str | None:
    statuses = entries(section(pod, "status").get("initContainerStatuses"))
    for index, each in enumerate(statuses):
        ended = section(each, "state", "terminated")
        waiting = section(each, "state", "waiting").get("reason")
        if ended and ended.get("exitCode") == 0:
            continue
        if _is_sidecar(pod, each["name"]) and each.get("started"):
            continue
        if ended:
            return f"Init:{_ended(ended)}"
        if waiting and waiting != "PodInitializing":
            return f"Init:{waiting}"
        return f"Init:{index}/{len(statuses)}"
    return None


def _ended(ended: Mapping[str, Any]) -> str:
    if reason := ended.get("reason"):
        return str(reason)
    return f"Signal:{ended['signal']}" if ended.get("signal") else f"ExitCode:{ended.get('exitCode', 0)}"


def _container_reason(pod: Pod, reason: str) -> str:
    running = False
    for each in reversed(entries(section(pod, "status").get("containerStatuses"))):
        ended = section(each, "state", "terminated")
        if waiting := section(each, "state", "waiting").get("reason"):
            reason = waiting
        elif ended:
            reason = _ended(ended)
        elif each.get("ready") and "running" in section(each, "state"):
            running = True
    if reason == "Completed" and running:
        return "Running" if condition(pod, "Ready") == "True" else "NotReady"
    return reason
