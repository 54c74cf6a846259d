"""`server-warning`: what the API server itself accepts with a warning, in its own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from manifestcheck.advice.rule import Object, Remark, Rule, Subject
from manifestcheck.diagnostic import Severity
from manifestcheck.field import Key, Path
from manifestcheck.quantity import QuantityError, quantity

_LABELS: Final = {
    "beta.kubernetes.io/arch": ("1.14", "kubernetes.io/arch"),
    "beta.kubernetes.io/os": ("1.14", "kubernetes.io/os"),
    "failure-domain.beta.kubernetes.io/region": ("1.17", "topology.kubernetes.io/region"),
    "failure-domain.beta.kubernetes.io/zone": ("1.17", "topology.kubernetes.io/zone"),
    "beta.kubernetes.io/instance-type": ("1.17", "node.kubernetes.io/instance-type"),
}
"""Labels of nodes: since when they are deprecated, and what to use instead."""

_ANNOTATIONS: Final = {
    "scheduler.alpha.kubernetes.io/critical-pod": ("1.16", "priorityClassName"),
    "security.alpha.kubernetes.io/sysctls": ("1.11", "sysctls"),
    "security.alpha.kubernetes.io/unsafe-sysctls": ("1.11", "sysctls"),
    "seccomp.security.alpha.kubernetes.io/pod": ("1.27", "seccompProfile"),
}
"""Annotations without a function: since when, and the field that took their place."""

_VOLUMES: Final = {
    "gitRepo": "deprecated in v1.11",
    "glusterfs": "deprecated in v1.25, non-functional in v1.26+",
    "cephfs": "deprecated in v1.28, non-functional in v1.31+",
    "rbd": "deprecated in v1.28, non-functional in v1.31+",
    "scaleIO": "deprecated in v1.16, non-functional in v1.22+",
    "flocker": "deprecated in v1.22, non-functional in v1.25+",
    "storageos": "deprecated in v1.22, non-functional in v1.25+",
    "quobyte": "deprecated in v1.22, non-functional in v1.25+",
    "photonPersistentDisk": "deprecated in v1.11, non-functional in v1.16+",
}
_BYTE: Final = 10**9
"""Nanos in one byte."""


def _check(subject: Subject, _: Sequence[Subject]) -> Iterator[Remark]:
    pod = subject.pod
    if pod is None:
        return
    for label in pod.get("nodeSelector") or ():
        if label in _LABELS:
            since, instead = _LABELS[label]
            message = f'deprecated since v{since}; use "{instead}" instead'
            yield Remark((*subject.pod_path, "nodeSelector", Key(label)), message)
    for index, volume in enumerate(pod.get("volumes") or ()):
        for source in sorted(_VOLUMES.keys() & volume.keys()):
            yield Remark((*subject.pod_path, "volumes", index, source), _VOLUMES[source])
    if (pod.get("terminationGracePeriodSeconds") or 0) < 0:
        message = "must be >= 0; negative values are invalid and will be treated as 1"
        yield Remark((*subject.pod_path, "terminationGracePeriodSeconds"), message)
    yield from _annotations(subject)
    for path, container in subject.containers("initContainers", "containers"):
        yield from _bytes(container.get("resources") or {}, (*path, "resources"))


def _annotations(subject: Subject) -> Iterator[Remark]:
    path = (*subject.pod_path[:-1], "metadata", "annotations")
    for annotation in subject.annotations:
        if annotation in _ANNOTATIONS:
            since, instead = _ANNOTATIONS[annotation]
            yield Remark(
                (*path, Key(annotation)), f'non-functional in v{since}+; use the "{instead}" field instead'
            )


def _bytes(resources: Object, path: Path) -> Iterator[Remark]:
    for part in ("requests", "limits"):
        for name in ("memory", "ephemeral-storage"):
            text = (resources.get(part) or {}).get(name)
            if text is not None and _is_fractional(text):
                message = f'fractional byte value "{text}" is invalid, must be an integer'
                yield Remark((*path, part, Key(name)), message)


def _is_fractional(text: str) -> bool:
    try:
        return quantity(text).nanos % _BYTE != 0
    except QuantityError:
        return False


RULE = Rule(
    code="MC313",
    name="server-warning",
    severity=Severity.WARNING,
    help="Use what took its place, or correct the value: the server takes it and does not do what it says.",
    check=_check,
)
