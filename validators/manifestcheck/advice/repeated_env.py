"""`repeated-env`: of two environment variables of one name only the last one counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manifestcheck.advice.rule import Remark, Rule, Subject
from manifestcheck.diagnostic import Severity


def _check(subject: Subject, _: Sequence[Subject]) -> Iterator[Remark]:
    for path, container in subject.containers("initContainers", "containers"):
        seen: set[str] = set()
        for index, env in enumerate(container.get("env") or ()):
            name = env.get("name") or ""
            if name in seen:
                yield Remark(
                    (*path, "env", index, "name"), f"`{name}` hides an earlier variable of the same name"
                )
            if name:
                seen.add(name)


RULE = Rule(
    code="MC312",
    name="repeated-env",
    severity=Severity.WARNING,
    help="Keep one of the two.",
    check=_check,
)
