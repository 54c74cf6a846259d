"""`pod-security`: which of the Pod Security Standards a pod meets, and what keeps it from the next one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manifestcheck.advice.rule import Remark, Rule, Subject
from manifestcheck.diagnostic import Severity
from manifestcheck.pod_security import LEVELS, level_of


def _check(subject: Subject, _: Sequence[Subject]) -> Iterator[Remark]:
    if not subject.pod:
        return
    level, against = level_of(subject.pod)
    way_out = "Nothing is left to do."
    if against:
        way_out = f"For `{LEVELS[LEVELS.index(level) + 1]}`: {'; '.join(against)}."
    yield Remark(subject.pod_path, f"meets the Pod Security Standard `{level}`", way_out)


RULE = Rule(
    code="MC310",
    name="pod-security",
    severity=Severity.INFO,
    help="Meet the next standard.",
    check=_check,
)
