"""`pod-security`: which of the Pod Security Standards a pod meets, and what keeps it from the next one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manifestcheck.advice.rule import Remark, Rule, Subject
from manifestcheck.diagnostic import Severity
from manifestcheck.pod_security import baseline, restricted


def _check(subject: Subject, _: Sequence[Subject]) -> Iterator[Remark]:
    pod = subject.pod
    if not pod:
        return
    against = list(baseline(pod))
    level, above = ("privileged", "baseline") if against else ("baseline", "restricted")
    against = against or list(restricted(pod))
    message = f"meets the Pod Security Standard `{level if against else 'restricted'}`"
    way_out = f"For `{above}`: {'; '.join(dict.fromkeys(against))}." if against else "Nothing is left to do."
    yield Remark(subject.pod_path, message, way_out)


RULE = Rule(
    code="MC310",
    name="pod-security",
    severity=Severity.INFO,
    help="Meet the next standard.",
    check=_check,
)
