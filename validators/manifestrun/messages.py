"""What kubectl and the API server say about pods and containers, in their words."""

from collections.abc import Mapping
from typing import Any

from manifestrun.engine import Answer, failed
from manifestrun.manifest import entries, section

_DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container"

Pod = Mapping[str, Any]


def not_found(pod: str) -> str:
    """Return what the API server says of a pod that is not there."""
    return f'Error from server (NotFound): pods "{pod}" not found'


def exec_container(pod: Pod, name: str) -> tuple[str, str] | Answer:
    """Return the container that a command runs in and the remark about it, or why it cannot run."""
    phase = section(pod, "status").get("phase")
    if phase in {"Succeeded", "Failed"}:
        return failed(f"error: cannot exec into a container in a completed pod; current phase is {phase}")
    if not name:
        return _default(pod)
    if name not in _names(pod):
        return failed(f"error: container {name} not found in pod {pod['metadata']['name']}")
    return name, ""


def log_container(pod: Pod, name: str) -> tuple[str, str] | Answer:
    """Return the container whose log is shown and the remark about it, or why there is none."""
    if not name:
        return _default(pod)
    if name not in _names(pod):
        return failed(f"error: container {name} is not valid for pod {pod['metadata']['name']}")
    return name, ""


def _names(pod: Pod) -> list[str]:
    spec = section(pod, "spec")
    return [each["name"] for group in ("containers", "initContainers") for each in entries(spec.get(group))]


def _default(pod: Pod) -> tuple[str, str]:
    """Return the first container, or the annotated one; kubectl says which if there are several."""
    spec = section(pod, "spec")
    mains = [each["name"] for each in entries(spec.get("containers"))]
    inits = [f"{each['name']} (init)" for each in entries(spec.get("initContainers"))]
    annotated = section(pod, "metadata", "annotations").get(_DEFAULT_CONTAINER)
    if annotated in mains:
        return str(annotated), ""
    several = len(mains) + len(inits) > 1
    return mains[
        0
    ], f'Defaulted container "{mains[0]}" out of: {", ".join((*mains, *inits))}\n' if several else ""


def exec_answer(pieces: tuple[tuple[bool, str], ...], code: int, remark: str) -> Answer:
    """Return what a command printed, with kubectl's remarks before and after."""
    before = ((True, remark),) if remark else ()
    if code == 0:
        return Answer(pieces=(*before, *pieces))
    whole = "".join(text for _, text in pieces)
    if code in {126, 127} and ": OCI " in whole and whole.startswith("Error: "):
        why = whole.removeprefix("Error: ").partition(": OCI ")[0].strip()
        text = f"error: Internal error occurred: error executing command in container: {why}\n"
        return Answer(pieces=(*before, (True, text)), code=1)
    end = f"command terminated with exit code {code}\n"
    return Answer(pieces=(*before, *pieces, (True, end)), code=code)


def no_log(pod: Pod, container: str, *, previous: bool) -> str:
    """Return what the API server says where a container has written no log yet."""
    name = pod["metadata"]["name"]
    if previous:
        what = f'previous terminated container "{container}" in pod "{name}" not found'
    else:
        status = section(pod, "status")
        states = [*entries(status.get("containerStatuses")), *entries(status.get("initContainerStatuses"))]
        mine = next((each for each in states if each["name"] == container), {})
        reason = section(mine, "state", "waiting").get("reason") or "ContainerCreating"
        what = f'container "{container}" in pod "{name}" is waiting to start: {reason}'
    return f"Error from server (BadRequest): {what}"
