"""`unused-volume`: a volume of the pod that no container mounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manifestcheck.advice.rule import Remark, Rule, Subject
from manifestcheck.diagnostic import Severity


def _check(subject: Subject, _: Sequence[Subject]) -> Iterator[Remark]:
    used = {
        mount.get("name")
        for _, container in subject.containers("initContainers", "containers", "ephemeralContainers")
        for part in ("volumeMounts", "volumeDevices")
        for mount in container.get(part) or ()
    }
    for index, volume in enumerate((subject.pod or {}).get("volumes") or ()):
        name = volume.get("name")
        if name and name not in used:
            path = (*subject.pod_path, "volumes", index, "name")
            yield Remark(path, f"no container mounts the volume `{name}`")


RULE = Rule(
    code="MC306",
    name="unused-volume",
    severity=Severity.WARNING,
    help="Mount it in a container, or remove it.",
    check=_check,
)
