"""`bare-pod`: a pod that no controller owns is gone for good when its node is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manifestcheck.advice.rule import Remark, Rule, Subject
from manifestcheck.diagnostic import Severity


def _check(subject: Subject, _: Sequence[Subject]) -> Iterator[Remark]:
    if subject.kind == "Pod" and not subject.metadata.get("ownerReferences"):
        yield Remark(("kind",), "nothing replaces a bare pod when its node fails")


RULE = Rule(
    code="MC311",
    name="bare-pod",
    severity=Severity.INFO,
    help="Let a Deployment, a StatefulSet or a Job make the pod.",
    check=_check,
)
