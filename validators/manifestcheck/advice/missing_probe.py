"""`missing-probe`: a container that serves without any probe counts as healthy as long as it runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from manifestcheck.advice.rule import Remark, Rule, Subject
from manifestcheck.diagnostic import Severity

_PROBES: Final = frozenset(("livenessProbe", "readinessProbe", "startupProbe"))
_ENDING: Final = frozenset(("Job", "CronJob"))
"""Kinds whose pods are meant to end."""


def _check(subject: Subject, _: Sequence[Subject]) -> Iterator[Remark]:
    restarts = (subject.pod or {}).get("restartPolicy") or "Always"
    if subject.kind in _ENDING or restarts != "Always":
        return
    for path, container in subject.containers():
        if container.get("ports") and not _PROBES & container.keys():
            yield Remark(path, f"container `{container.get('name', '')}` has ports and no probe")


RULE = Rule(
    code="MC303",
    name="missing-probe",
    severity=Severity.INFO,
    help="Add a `readinessProbe`, so that traffic waits until the container can answer.",
    check=_check,
)
